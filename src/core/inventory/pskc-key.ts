import type { TotpKey } from '../totp/key.ts';
import {
  algorithmOf,
  digitsOf,
  periodOf,
  REFUSED,
  refusedSecret,
  refusedSerial,
  tellable,
} from './fields.ts';
import type { PskcEncryption } from './pskc-encryption.ts';
import { child, PSKC, repeats, type Stop } from './pskc-names.ts';
import { refusedPolicy } from './pskc-policy.ts';
import type { HardwareToken, Refused } from './token.ts';
import type { XmlElement } from './xml.ts';

/** The last one is what python-pskc writes, the second an earlier draft's. */
const namesOf = (algorithm: string) =>
  ['urn:ietf:params:xml:ns:keyprov:pskc:', 'urn:ietf:params:xml:ns:keyprov:pskc#', ''].map(
    start => start + algorithm,
  );
const TOTP = new Set(namesOf('totp'));
const HOTP = new Set(namesOf('hotp'));

export type ReadPackage =
  | Stop
  | { readonly token: HardwareToken }
  | (Refused & { readonly serialNumber?: string });

/**
 * One KeyPackage. TimeDrift is left alone: assigning a token asks for two codes, which tell its clock as it is now.
 */
export async function readKeyPackage(
  element: XmlElement,
  encryption: PskcEncryption,
  now: number,
): Promise<ReadPackage> {
  if (repeats(element)) return { refused: 'An element that may stand once is there twice.' };
  const key = child(element, `${PSKC}Key`);
  if (key === undefined) return { refused: 'The package holds no key.' };
  const deviceInfo = child(element, `${PSKC}DeviceInfo`);
  const serialNumber = child(deviceInfo, `${PSKC}SerialNo`)?.text ?? key.attributes.get('Id') ?? '';
  const refusedName = refusedSerial(serialNumber);
  if (refusedName !== undefined) return refusedName;

  const settings = settingsOf(key);
  const refused =
    ('refused' in settings && settings) || refusedPolicy(child(key, `${PSKC}Policy`), deviceInfo, now);
  if (refused) return { ...tellable(serialNumber), ...refused };

  const secretElement = child(key, `${PSKC}Data`, `${PSKC}Secret`);
  // Without the serial number, as in CSV: who knows what stands in its place.
  if (secretElement === undefined) return { refused: 'The secret is missing.' };
  const secret = await encryption.open(secretElement);
  if ('stop' in secret || 'refused' in secret) return secret;
  const refusedLength = refusedSecret(secret);
  if (refusedLength !== undefined) return refusedLength;
  return { token: { serialNumber, key: { ...settings, secret } } };
}

type Settings = Omit<TotpKey, 'secret'>;

/** What is not said is SHA1, 6 digits and 30 seconds. */
function settingsOf(key: XmlElement): Settings | Refused {
  const named = key.attributes.get('Algorithm') ?? '';
  if (HOTP.has(named))
    return { refused: 'The token is counter-based (HOTP). Only time-based ones (TOTP) can be used.' };
  if (!TOTP.has(named)) return { refused: 'The key is not for TOTP.' };

  const parameters = child(key, `${PSKC}AlgorithmParameters`);
  if (child(parameters, `${PSKC}ChallengeFormat`) !== undefined)
    return { refused: 'The token answers challenges, which TOTP does not have.' };
  const algorithm = algorithmOf(child(parameters, `${PSKC}Suite`)?.text ?? 'SHA1');
  if (algorithm === undefined) return REFUSED.algorithm;

  const format = child(parameters, `${PSKC}ResponseFormat`)?.attributes;
  if ((format?.get('Encoding') ?? 'DECIMAL') !== 'DECIMAL') return { refused: 'The codes are not decimal.' };
  if (!/^(false|0)$/.test(format?.get('CheckDigits') ?? 'false'))
    return { refused: 'The codes end in a check digit.' };
  const digits = digitsOf(format?.get('Length') ?? '6');
  if (digits === undefined) return REFUSED.digits;

  const data = child(key, `${PSKC}Data`);
  const time = plainValue(data, 'Time') ?? '0';
  if (time !== '0') return { refused: 'The token does not count its time from 1970 (T0 is not 0).' };
  const period = periodOf(plainValue(data, 'TimeInterval') ?? '30');
  if (period === undefined) return REFUSED.period;
  return { algorithm, digits, period };
}

/** Empty where it is encrypted: nobody does that to anything but the secret, and it fits no rule. */
function plainValue(data: XmlElement | undefined, name: string): string | undefined {
  const element = child(data, PSKC + name);
  return element && (child(element, `${PSKC}PlainValue`)?.text ?? '');
}
