import { contains, type Network, parseNetwork } from '../../core/throttle/cidr.ts';
import { groupsOf } from '../../core/throttle/network.ts';

/** Public unicast addresses, and what of them leads elsewhere (IANA's special-purpose registries, RFC 6890). */
const PUBLIC = networks('0.0.0.0/0', '2000::/3');
const SPECIAL = networks(
  // This host, private use, carriers' NAT, loopback, link-local with the clouds' metadata.
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.168.0.0/16'],
  // Protocols, documentation, 6to4 relays, benchmarks, multicast and above.
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/3'],
  // Azure's host, which looks public and is not.
  '168.63.129.16',
  // Protocols with Teredo, documentation, and 6to4, which carries an IPv4 address inside.
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
);

function networks(...texts: string[]): Network[] {
  return texts.map(text => {
    const network = parseNetwork(text);
    if (network === undefined) throw new TypeError(`${text} is no network`);
    return network;
  });
}

/** Whether a request may go to this address: a public one, or one that the operator allows. */
export function mayReach(address: string, allowed: readonly Network[]): boolean {
  return isAllowed(address, allowed) || (isIn(PUBLIC, address) && !isIn(SPECIAL, address));
}

export function isAllowed(address: string, allowed: readonly Network[]): boolean {
  return isIn(allowed, address);
}

function isIn(list: readonly Network[], address: string): boolean {
  // A zone says which of this machine's own networks is meant.
  const groups = address.includes('%') ? undefined : groupsOf(address);
  // IPv4 written in IPv6 is an odd spelling of what has a plain one, and in no list.
  if (groups === undefined || (address.includes(':') && isMapped(groups))) return false;
  return list.some(network => contains(network, groups));
}

function isMapped(groups: readonly number[]): boolean {
  return groups.slice(0, 6).every((group, at) => group === (at < 5 ? 0 : 0xffff));
}
