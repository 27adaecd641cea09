import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { Notice } from './notice.tsx';

/** What two accepted codes are worth: nothing yet, if they were typed late. */
export function ResyncAccepted({ device }: { device: string }) {
  return (
    <>
      <Notice tone="done">{say.resyncAccepted}</Notice>
      <p>{fill(say.checkClock, { device })}</p>
    </>
  );
}
