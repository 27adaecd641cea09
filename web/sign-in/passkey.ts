import {
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, post } from '../api.ts';
import type { Step } from '../api-types.ts';
import * as say from '../messages.ts';

let asked: Promise<unknown> = Promise.resolve();
let buttons = 0;

/**
 * One request for options after the other, because each answer replaces the flow's cookie; and an offer whose answer
 * comes after the button was pressed is dropped, because it would end the ceremony that the button began.
 */
async function passkey(useBrowserAutofill: boolean): Promise<Step> {
  if (!useBrowserAutofill) buttons += 1;
  const pressed = buttons;
  const answer = asked
    .catch(() => undefined)
    .then(() => post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'));
  asked = answer;
  const optionsJSON = await answer;
  if (useBrowserAutofill && pressed !== buttons) throw new Error('the button was pressed meanwhile');
  const credential = await startAuthentication({ optionsJSON, useBrowserAutofill });
  return post<Step>('/api/sign-in/passkey', { credential });
}

/** Offers passkeys in the name field's suggestions while the page is open, and by the button at any time. */
export function usePasskey(onStep: (step: Step) => unknown): [problem: string, signIn: () => Promise<void>] {
  const [problem, setProblem] = useState('');
  const open = useRef(true);

  async function offer(): Promise<void> {
    if (!(await browserSupportsWebAuthnAutofill()) || !open.current) return;
    try {
      onStep(await passkey(true));
    } catch (error) {
      // Whoever never looked at the suggestions must not be told that they failed; a refused passkey must.
      if (!(error instanceof Problem) || !open.current) return;
      if (error.code !== 'PASSKEY_REFUSED' && error.code !== 'FLOW_ENDED') return;
      setProblem(error.code === 'FLOW_ENDED' ? say.passkeyTooLate : error.message);
      return offer();
    }
  }

  async function signIn() {
    setProblem('');
    try {
      onStep(await passkey(false));
    } catch (error) {
      setProblem(error instanceof Problem ? error.message : say.passkeyNotUsed);
      // The browser keeps one request at a time, so the button has ended the offer.
      void offer();
    }
  }

  useEffect(() => {
    void offer();
    return () => {
      open.current = false;
      WebAuthnAbortService.cancelCeremony();
    };
  }, []);

  return [problem, signIn];
}
