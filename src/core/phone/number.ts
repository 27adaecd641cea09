import { type Refusal, refuse } from '../refusal.ts';

/** Every country's numbering plan is 150 kB: it is loaded when the first number is asked about. */
const library = () => import('./library.ts');

/** Ordinary lines. All others cost extra somewhere, ring many people, or nobody: premium, shared cost, pagers, ... */
const ORDINARY = ['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP'];

/** Whether a number may be rung: undefined, or why not. `countries`: ISO codes, undefined for all (security.md 3.6). */
export async function checkNumber(
  number: string,
  countries: readonly string[] | undefined,
): Promise<Refusal | undefined> {
  const { parsePhoneNumberWithError } = await library();
  let parsed: ReturnType<typeof parsePhoneNumberWithError> | undefined;
  try {
    parsed = parsePhoneNumberWithError(number, { extract: false });
  } catch {
    // It throws for what is no number at all.
  }
  // What was checked is what is rung: no extension, no second number behind it.
  if (parsed?.number !== number || !parsed.isValid())
    return unacceptable('This is not a phone number in use.');
  // Satellites, international networks and universal numbers belong to no country.
  const { country } = parsed;
  if (country === undefined || !ORDINARY.includes(parsed.getType() ?? '')) {
    return unacceptable('Numbers of this kind cannot be used. Use an ordinary landline or mobile number.');
  }
  if (countries !== undefined && !countries.includes(country)) {
    return unacceptable('Numbers of this country are not called from here. Use another one.');
  }
  return undefined;
}

function unacceptable(message: string): Refusal {
  return refuse('PhoneNumberUnacceptable', { message });
}
