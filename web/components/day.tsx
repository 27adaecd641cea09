import * as say from '../messages.ts';

const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A point in time where columns are narrow: the day, and the hour for whoever points at it. */
export function Day({ at }: { at: string | undefined }) {
  if (!at) return <>{say.never}</>;
  const date = new Date(at);
  return (
    <time class="day" dateTime={at} title={moment.format(date)}>
      {day.format(date)}
    </time>
  );
}
