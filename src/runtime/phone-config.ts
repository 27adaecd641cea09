import * as z from 'zod';
import type { PhonePolicy, TwilioAccount } from '../adapters/phone/twilio.ts';

/** Calls and messages of the whole deployment in a day, unless it says otherwise. */
const DEFAULT_DAILY_CAP = 200;

/** What the environment says of phones. */
export const PHONE_KEYS = {
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'is AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, "is the account's token")
    .optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'is a number with its country code, like +493012345678')
    .optional(),
  TWILIO_BASE_URL: z
    .string()
    .refine(isBase, 'is an http or https address without a query, like https://api.twilio.com')
    .transform(text => text.replace(/\/+$/, ''))
    .optional(),
  PHONE_CHALLENGE: z.enum(['keypad', 'spoken', 'sms'], 'is keypad, spoken or sms').optional(),
  PHONE_COUNTRIES: z
    .string()
    .transform(text => text.split(',').map(part => part.trim()))
    .refine(
      countries => countries.every(country => /^[A-Z]{2}$/.test(country) && country !== 'UK'),
      'is a list of ISO country codes, like DE,AT,GB',
    )
    .optional(),
  PHONE_DAILY_CAP: z
    .string()
    .regex(/^\d{1,6}$/, 'is how many calls and messages a day may cost')
    .transform(Number)
    .optional(),
};

export type PhoneEnvironment = { [Key in keyof typeof PHONE_KEYS]: z.output<(typeof PHONE_KEYS)[Key]> };

/** Who is called, how, and by whom; without a carrier nobody in production, and a phone in the browser in development. */
export interface PhoneConfig extends PhonePolicy {
  readonly carrier: TwilioAccount | undefined;
}

export function phoneConfig(read: PhoneEnvironment): PhoneConfig {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = read;
  const baseUrl = read.TWILIO_BASE_URL ?? 'https://api.twilio.com';
  return {
    carrier: accountSid && authToken && from ? { accountSid, authToken, from, baseUrl } : undefined,
    mode: read.PHONE_CHALLENGE ?? 'keypad',
    countries: read.PHONE_COUNTRIES,
    dailyCap: read.PHONE_DAILY_CAP ?? DEFAULT_DAILY_CAP,
  };
}

/** What does not fit together, one line a problem; `given` says which keys are set, right or wrong (D14). */
export function phoneProblems(
  mode: 'development' | 'production' | undefined,
  given: (key: keyof typeof PHONE_KEYS) => boolean,
  { TWILIO_BASE_URL }: PhoneEnvironment,
): string[] {
  const needed = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;
  const some = needed.some(given) || given('TWILIO_BASE_URL');
  const production = mode === 'production';
  const problems = needed
    .filter(key => some && !given(key))
    .map(key => `${key}: calls through Twilio need it, too`);
  if (production && !some && given('PHONE_CHALLENGE')) {
    problems.push('PHONE_CHALLENGE: production calls nobody without a carrier; set TWILIO_ACCOUNT_SID');
  }
  if (production && some && !given('PHONE_COUNTRIES')) {
    problems.push('PHONE_COUNTRIES: production names the countries that are called, like DE,AT');
  }
  if (production && TWILIO_BASE_URL?.startsWith('http:')) {
    problems.push('TWILIO_BASE_URL: the token of the account travels over https alone');
  }
  return problems;
}

function isBase(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}
