import { useState } from 'preact/hooks';
import * as say from '../messages.ts';
import { Button } from './button.tsx';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [result, setResult] = useState('');
  return (
    <>
      <Button
        label={label}
        onClick={() =>
          // Absent without https, and refusable: the text stays on the page to be copied by hand.
          navigator.clipboard?.writeText(text).then(
            () => setResult(say.copied),
            () => setResult(say.copyByHand),
          )
        }
      >
        {say.copy}
      </Button>
      <output class="copied">{result}</output>
    </>
  );
}
