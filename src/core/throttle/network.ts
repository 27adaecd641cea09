/**
 * The network that an address belongs to, as far as one attacker can choose addresses freely: /64 in IPv6
 * (one customer's line), /24 in IPv4. An IPv4 address written in IPv6 counts as IPv4, however it is written.
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  if (groups === undefined) return 'unknown';
  const ipv4 = mappedIpv4(groups);
  if (ipv4 !== undefined) return `${ipv4.slice(0, 3).join('.')}.0/24`;
  return `${groups
    .slice(0, 4)
    .map(group => group.toString(16))
    .join(':')}::/64`;
}

/** An IPv4 address that is written in IPv6, as IPv4; any other text as it is. */
export function plainAddress(address: string): string {
  const groups = address.includes(':') ? groupsOf(address) : undefined;
  return (groups && mappedIpv4(groups)?.join('.')) ?? address;
}

/** 32 or 128, undefined for what is no address. */
export function addressBits(address: string): 32 | 128 | undefined {
  if (address.includes('%') || groupsOf(address) === undefined) return undefined;
  return address.includes(':') ? 128 : 32;
}

/** The eight 16-bit groups of an IPv6 address, or of the IPv6 form of an IPv4 address (RFC 4291 section 2.2). */
export function groupsOf(address: string): number[] | undefined {
  if (!address.includes(':')) {
    const bytes = ipv4Bytes(address);
    return bytes && [0, 0, 0, 0, 0, 0xffff, ...pairs(bytes)];
  }
  const [head = '', tail, ...rest] = (address.split('%')[0] ?? '').split('::');
  // IPv4 is embedded at the very end or nowhere.
  if (rest.length > 0 || (tail !== undefined && head.includes('.'))) return undefined;
  const left = parseGroups(head);
  const right = tail === undefined ? [] : parseGroups(tail);
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array<number>(missing).fill(0), ...right];
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const embedded = last.includes('.') ? ipv4Bytes(last) : [];
  if (embedded === undefined) return undefined;
  const hexadecimal = last.includes('.') ? parts.slice(0, -1) : parts;
  if (!hexadecimal.every(part => /^[\da-f]{1,4}$/i.test(part))) return undefined;
  return [...hexadecimal.map(part => Number.parseInt(part, 16)), ...pairs(embedded)];
}

function ipv4Bytes(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.map(Number);
}

function pairs(bytes: readonly number[]): number[] {
  const groups: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) groups.push((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0));
  return groups;
}

export function mappedIpv4(groups: readonly number[]): number[] | undefined {
  const isMapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff;
  return isMapped ? groups.slice(6).flatMap(group => [group >> 8, group & 255]) : undefined;
}
