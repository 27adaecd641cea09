import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';
import type { ComponentChildren } from 'preact';
import { Problem } from '../api.ts';
import * as say from '../messages.ts';
import { sentenceOf } from './form.tsx';
import { KeyCeremony } from './key-ceremony.tsx';

interface Props {
  begin: () => Promise<PublicKeyCredentialRequestOptionsJSON>;
  finish: (credential: AuthenticationResponseJSON) => Promise<unknown>;
  beside?: ComponentChildren;
}

/** One touch of a key that is assigned. */
export function KeyCheck({ begin, finish, beside }: Props) {
  return (
    <KeyCeremony
      run={async () => finish(await startAuthentication({ optionsJSON: await begin() }))}
      waiting={say.keyWaiting}
      whyNot={whyNot}
      beside={beside}
    />
  );
}

/** The gateway speaks of codes and keys alike; here it was a key. */
function whyNot(error: unknown): string {
  if (!(error instanceof Problem)) return say.keyNotUsed;
  return error.code === 'SECOND_FACTOR_REFUSED' ? say.keyRefused : sentenceOf(error);
}
