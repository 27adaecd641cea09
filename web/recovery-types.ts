import type * as z from 'zod';
import type { afterFinish, afterLink } from '../src/core/recovery/input.ts';
import type { RecoveryView } from '../src/core/recovery/view.ts';

/** What the gateway says of a way back in: times are ISO strings, addresses and numbers are masked. */
export type RecoveryState = RecoveryView;
export type WhyNot = NonNullable<RecoveryView['why']>;
export type SentMail = NonNullable<RecoveryView['mail']>;
export type AfterLink = z.output<typeof afterLink>;
export type AfterFinish = z.output<typeof afterFinish>;
export type { ChallengeMode, ChallengeState } from '../src/core/phone/challenge.ts';
