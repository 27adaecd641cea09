import { Problem } from '../api.ts';

/** A damaged link is as useless as one that was used. */
const USELESS = ['LINK_INVALID', 'RECOVERY_LINK_INVALID'];

export const isUseless = (error: unknown): boolean =>
  error instanceof Problem &&
  (USELESS.includes(error.code) || (error.code === 'VALIDATION_ERROR' && 'token' in error.fields));
