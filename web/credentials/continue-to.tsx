import type { Session } from '../api-types.ts';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { askedFor, pathOf } from '../return-to.ts';

/** The way back to the application that sent the person here, as soon as the session owes nothing. */
export function ContinueTo({ session: { must, level, reachesApplications } }: { session: Session }) {
  const url = askedFor();
  // A session that came in without a device may not reach applications; they would send it straight back.
  if (!url || must || (level === 'recovered' && !reachesApplications)) return null;
  const proved = level !== 'password';
  return (
    <Notice tone={proved ? 'done' : 'info'}>
      {proved ? say.mayContinue : say.mayNeedDevice}
      <div class="buttons">
        <a class={`button ${proved ? 'primary' : 'plain'}`} href={url.href}>
          {fill(say.continueTo, { path: pathOf(url) })}
        </a>
      </div>
    </Notice>
  );
}
