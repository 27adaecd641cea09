import { WebAuthnAbortService } from '@simplewebauthn/browser';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface Props {
  /** Asks the browser for the key; what it throws is shown. */
  run: () => Promise<unknown>;
  waiting: string;
  whyNot: (error: unknown) => string;
  beside?: ComponentChildren;
}

/** Asks for the key at once; the person only acts here when that did not work. */
export function KeyCeremony({ run, waiting: sentence, whyNot, beside }: Props) {
  const [refusal, setRefusal] = useState('');
  const [waiting, setWaiting] = useState(true);
  const box = useRef<HTMLDivElement>(null);

  async function ask() {
    setRefusal('');
    setWaiting(true);
    try {
      await run();
    } catch (error) {
      setRefusal(whyNot(error));
      setWaiting(false);
    }
  }

  useEffect(() => {
    void ask();
    return () => WebAuthnAbortService.cancelCeremony();
  }, []);
  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);

  return (
    <>
      {refusal && (
        <Notice tone="wrong" box={box}>
          {refusal}
        </Notice>
      )}
      {waiting && <output class="waiting">{sentence}</output>}
      <div class="buttons">
        {!waiting && (
          <Button look="primary" onClick={ask}>
            {say.tryAgain}
          </Button>
        )}
        {beside}
      </div>
    </>
  );
}
