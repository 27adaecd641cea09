import { BlockList, isIP } from 'node:net';
import { plainAddress } from '../core/throttle/network.ts';

/**
 * Who really talks to us: the socket's peer, or, where that is a trusted proxy, the last address in
 * X-Forwarded-For that no trusted proxy wrote. What a client puts in front of the list is its own business (E11).
 */
export function createClientAddress(trustedProxies: readonly string[]) {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && trusted.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };

  return (peer: string, forwardedFor: string | null): string => {
    if (forwardedFor === null || !isTrusted(peer)) return plainAddress(peer);
    const hops = forwardedFor.split(',').map(hop => plainAddress(hop.trim()));
    const last = hops.findLast(hop => !isTrusted(hop));
    return last !== undefined && isIP(last) !== 0 ? last : plainAddress(peer);
  };
}
