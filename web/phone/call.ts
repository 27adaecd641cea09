import type { PhoneCall } from '../../src/http/dev-phone.ts';
import { post } from '../api.ts';
import type { ChallengeState } from '../recovery-types.ts';

export type { PhoneCall };

const UP: readonly ChallengeState[] = ['placing', 'ringing', 'answered', 'asked'];

/** It rings, or somebody is on the line. */
export const isUp = ({ state }: PhoneCall): boolean => UP.includes(state);
export const rings = ({ state }: PhoneCall): boolean => state === 'placing' || state === 'ringing';

export type Doing = 'answer' | 'hang-up' | 'decline' | 'voicemail' | 'digits';

export const doOn = ({ id }: PhoneCall, what: Doing, body: object = {}): Promise<unknown> =>
  post(`/dev/phone/${encodeURIComponent(id)}/${what}`, body);
