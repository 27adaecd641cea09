import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';

/** Everything is open again. Before the page is left, the password: a thief may know it, too (row S1-59). */
export function BackIn() {
  return (
    <Notice tone="done" title={say.backIn}>
      {say.backInStolen} <a href="#your-password">{say.toPassword}</a>
    </Notice>
  );
}
