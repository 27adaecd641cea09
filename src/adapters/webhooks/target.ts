import type { Network } from '../../core/throttle/cidr.ts';
import { addressBits } from '../../core/throttle/network.ts';
import { isAllowed, mayReach } from './public-address.ts';

/** Where a webhook's address leads, as far as its text tells. */
export interface Target {
  readonly url: URL;
  /** Name, or address without brackets. */
  readonly host: string;
  /** Whether the host is an address, which nobody needs to look up. */
  readonly literal: boolean;
}

const LONGEST = 1_000;

/** Names that lead to this machine or into its own network wherever they are looked up. */
const INNER =
  /(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|arpa|onion|invalid|test)$/;

/**
 * The address of a webhook, or undefined where it must never be posted to (ASVS 1.3.6). Only the spelling that the
 * URL standard itself would write passes: every other one (127.1, 0x7f000001, a tab in the path, a backslash) exists
 * to mean different things to whoever checks it and to whoever follows it.
 */
export function targetOf(text: string, allowed: readonly Network[]): Target | undefined {
  const url = text.length <= LONGEST ? URL.parse(text) : null;
  if (url === null || (url.href !== text && url.href !== `${text}/`)) return undefined;
  if (url.username !== '' || url.password !== '' || text.includes('#')) return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const literal = addressBits(host) !== undefined;
  const excepted = literal && isAllowed(host, allowed);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && excepted)) return undefined;
  if (url.port !== '' && Number(url.port) < 1024) return undefined;
  if (literal ? !mayReach(host, allowed) : !isPublicName(host)) return undefined;
  return { url, host, literal };
}

/** Two labels at least, the last of them no number: what ends in one is an address to somebody. */
function isPublicName(host: string): boolean {
  return /^([a-z\d_]([a-z\d_-]{0,61}[a-z\d_])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(host) && !INNER.test(host);
}
