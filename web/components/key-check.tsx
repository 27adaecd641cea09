import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { sentenceOf } from './form.tsx';
import { Notice } from './notice.tsx';

interface Props {
  begin: () => Promise<PublicKeyCredentialRequestOptionsJSON>;
  finish: (credential: AuthenticationResponseJSON) => Promise<unknown>;
  beside?: ComponentChildren;
}

/** Asks for the key at once; the person only acts here when that did not work. */
export function KeyCheck({ begin, finish, beside }: Props) {
  const [refusal, setRefusal] = useState('');
  const [waiting, setWaiting] = useState(true);
  const box = useRef<HTMLDivElement>(null);

  async function ask() {
    setRefusal('');
    setWaiting(true);
    try {
      await finish(await startAuthentication({ optionsJSON: await begin() }));
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
      {waiting && <output class="waiting">{say.keyWaiting}</output>}
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

/** The gateway speaks of codes and keys alike; here it was a key. */
function whyNot(error: unknown): string {
  if (!(error instanceof Problem)) return say.keyNotUsed;
  return error.code === 'SECOND_FACTOR_REFUSED' ? say.keyRefused : sentenceOf(error);
}
