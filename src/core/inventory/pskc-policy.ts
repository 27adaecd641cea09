import { child, PSKC } from './pskc-names.ts';
import type { Refused } from './token.ts';
import type { XmlElement } from './xml.ts';

/**
 * RFC 6030 section 5: a policy that is not understood makes the key unusable. A limited number of transactions
 * is understood, but nothing here would count them.
 */
export function refusedPolicy(
  policy: XmlElement | undefined,
  deviceInfo: XmlElement | undefined,
  now: number,
): Refused | undefined {
  for (const element of policy?.children ?? []) {
    if (element.name === `${PSKC}PINPolicy`) {
      // A PIN that the token itself asks for does not change the code; any other way of it does.
      if (element.attributes.get('PINUsageMode') !== 'Local') return UNUSABLE;
    } else if (!UNDERSTOOD.has(element.name)) return UNUSABLE;
  }
  const usages = policy?.children.filter(({ name }) => name === `${PSKC}KeyUsage`) ?? [];
  if (usages.length > 0 && !usages.some(({ text }) => text === 'OTP'))
    return { refused: 'The key may not be used for one-time passwords (KeyUsage).' };
  return refusedDates(policy, now) ?? refusedDates(deviceInfo, now);
}

const UNDERSTOOD = new Set(['StartDate', 'ExpiryDate', 'KeyUsage'].map(name => PSKC + name));
const UNUSABLE = {
  refused: 'The key has a policy that cannot be kept here, so it may not be used (RFC 6030).',
};

/** Of the key in its policy, of the device in its description. Without a zone they are UTC. */
function refusedDates(element: XmlElement | undefined, now: number): Refused | undefined {
  const start = timeOf(child(element, `${PSKC}StartDate`), Number.NEGATIVE_INFINITY);
  const expiry = timeOf(child(element, `${PSKC}ExpiryDate`), Number.POSITIVE_INFINITY);
  if (Number.isNaN(start) || Number.isNaN(expiry))
    return { refused: 'A start or expiry date is not a date.' };
  if (now < start) return { refused: 'The token may not be used yet (StartDate).' };
  if (now >= expiry) return { refused: 'The token has expired (ExpiryDate).' };
  return undefined;
}

function timeOf(element: XmlElement | undefined, absent: number): number {
  if (element === undefined) return absent;
  const [, date, zone] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/.exec(element.text) ?? [];
  return date === undefined ? Number.NaN : Date.parse(date + (zone ?? 'Z'));
}
