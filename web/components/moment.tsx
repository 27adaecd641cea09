import * as say from '../messages.ts';

const format = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

export function Moment({ at }: { at: string | undefined }) {
  if (!at) return <>{say.never}</>;
  return <time dateTime={at}>{format.format(new Date(at))}</time>;
}
