import { post } from '../api.ts';
import type { ChallengeMode, ChallengeState } from '../recovery-types.ts';

/** What `/dev/phone.json` says of a call or a message. */
export interface PhoneCall {
  id: string;
  number: string;
  mode: ChallengeMode;
  purpose: string;
  state: ChallengeState;
  /** What the voice has said so far, or the message. */
  said: string[];
  createdAt: string;
}

const UP: readonly ChallengeState[] = ['placing', 'ringing', 'answered', 'asked'];

/** It rings, or somebody is on the line. */
export const isUp = ({ state }: PhoneCall): boolean => UP.includes(state);
export const rings = ({ state }: PhoneCall): boolean => state === 'placing' || state === 'ringing';

export type Doing = 'answer' | 'hang-up' | 'decline' | 'voicemail' | 'digits';

export const doOn = ({ id }: PhoneCall, what: Doing, body: object = {}): Promise<unknown> =>
  post(`/dev/phone/${encodeURIComponent(id)}/${what}`, body);
