import * as token from '../one-time-token.ts';

const KEY = 'sallyport-set-up';

export const takeToken = (): string => token.takeToken(KEY);
export const forgetToken = (): void => token.forgetToken(KEY);
