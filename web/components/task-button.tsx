import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Withdrawn } from '../withdrawn.ts';
import { Button } from './button.tsx';
import { sentenceOf } from './form.tsx';
import { Notice } from './notice.tsx';

interface Props {
  look?: 'plain' | 'quiet';
  label?: string;
  run: () => Promise<unknown>;
  children: ComponentChildren;
}

/** One button that does something at once, and says why it did not. */
export function TaskButton({ run, children, ...look }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  async function press() {
    if (busy) return;
    setBusy(true);
    setProblem('');
    await run().catch(error => error instanceof Withdrawn || setProblem(sentenceOf(error)));
    setBusy(false);
  }
  return (
    <>
      <div class="buttons">
        <Button {...look} busy={busy} onClick={press}>
          {children}
        </Button>
      </div>
      {problem && <Notice tone="wrong">{problem}</Notice>}
    </>
  );
}
