import { isIP } from 'node:net';
import { type Failure, misconfigured } from './failure.ts';

/** The address, if keys, codes and passwords may travel there: unencrypted only where it does not leave the machine. */
export function checkEndpoint(text: string, withKey: boolean): URL | Failure {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return misconfigured('The address of the gateway must be like https://auth.example.com.');
  if (url.protocol === 'http:' && withKey && !isThisMachine(url))
    return misconfigured(
      'Keys and codes would travel unencrypted. Use an https:// address; http:// is for this machine only.',
    );
  return url;
}

export function isThisMachine({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}
