import { AwsError } from '../aws-error.ts';
import { type Claim, SKEW } from './claim.ts';

/** The two services that answer here; a signature for one is none for the other. */
export type Service = 'iam' | 'sts';

/** What the key of a signature is derived from, beside the secret. */
export interface Scope {
  readonly accessKeyId: string;
  /** `20260102` */
  readonly day: string;
  readonly region: string;
  readonly service: Service;
}

/** When and for what it was signed, or why that does not count (contract 2.2, 3 to 6, in this order). */
export function readScope(claim: Claim, services: readonly Service[], now: number): Scope | AwsError {
  const { credential, date, lifetime } = claim;
  const signedAt = fromBasic(date);
  if (signedAt === undefined) {
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${date.slice(0, 64)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const skewed = skew(date, signedAt, lifetime, now);
  if (skewed !== undefined) return mismatch(skewed);

  const parts = credential.split('/');
  const [accessKeyId = '', day = '', region = '', named = '', term = ''] = parts;
  if (parts.length !== 5) {
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, 128)}'`,
    );
  }
  const problems: string[] = [];
  // Clients sign with whatever region they are configured with: any that could be one is taken.
  if (!/^(?!-)[a-z0-9-]{1,63}(?<!-)$/i.test(region)) {
    problems.push(`Credential should be scoped to a valid region, not '${region.slice(0, 64)}'.`);
  }
  const service = services.find(name => name === named);
  if (service === undefined) {
    problems.push(`Credential should be scoped to correct service: '${services[0]}'.`);
  }
  if (term !== 'aws4_request') {
    problems.push("Credential should be scoped with a valid terminator: 'aws4_request'.");
  }
  if (day !== date.slice(0, 8)) {
    problems.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day.slice(0, 64)}' != '${date.slice(0, 8)}', from '${date}'.`,
    );
  }
  if (service === undefined || problems.length > 0) return mismatch(problems.join(' '));
  return { accessKeyId, day, region, service };
}

/** Not a moment of the last 15 minutes or the next, in the words that clients show (contract 2.2, 4). */
function skew(date: string, signedAt: number, lifetime: number, now: number): string | undefined {
  const earliest = now - lifetime * 1000;
  const latest = now + SKEW * 1000;
  const limit = lifetime === SKEW ? '15 min.' : `${lifetime} sec.`;
  if (signedAt < wholeSecond(earliest)) {
    return `Signature expired: ${date} is now earlier than ${toBasic(earliest)} (${toBasic(now)} - ${limit})`;
  }
  if (signedAt > latest) {
    return `Signature not yet current: ${date} is still later than ${toBasic(latest)} (${toBasic(now)} + 15 min.)`;
  }
  return undefined;
}

function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

function fromBasic(text: string): number | undefined {
  const read = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)?.slice(1).map(Number);
  if (read === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = read;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  // The 31st of February is no day.
  return toBasic(time) === text ? time : undefined;
}

function toBasic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function incomplete(message: string): AwsError {
  return new AwsError(400, 'IncompleteSignature', message);
}

function mismatch(message: string): AwsError {
  return new AwsError(403, 'SignatureDoesNotMatch', message);
}
