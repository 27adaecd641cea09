import { groupsOf } from './network.ts';

/** An address or a network of them; IPv4 as the IPv6 addresses that stand for it (::ffff:0:0/96). */
export interface Network {
  readonly groups: readonly number[];
  /** How many of the 128 bits belong to the network. */
  readonly bits: number;
}

/** `10.0.0.0/8`, `::1`; undefined for what is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = '', prefix] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const groups = groupsOf(address);
  if (groups === undefined) return undefined;
  const [offset, longest] = address.includes(':') ? [0, 128] : [96, 32];
  const bits = prefix === undefined ? longest : Number(prefix);
  return bits <= longest ? { groups, bits: offset + bits } : undefined;
}

export function contains({ groups, bits }: Network, address: readonly number[]): boolean {
  return groups.every((group, at) => {
    const shared = Math.min(16, Math.max(0, bits - at * 16));
    const mask = (0xffff << (16 - shared)) & 0xffff;
    return ((group ^ (address[at] ?? -1)) & mask) === 0;
  });
}
