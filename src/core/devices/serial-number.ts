import type { Person } from '../people/person.ts';

/** Serial number of a virtual device: its ARN, by a path and a name that are unique in the account. */
export function virtualSerialNumber(accountId: string, path: string, name: string): string {
  return `arn:aws:iam::${accountId}:mfa${path}${name}`;
}

/** Serial number of a FIDO device: who it belongs to, what it was called first, and an id of its own. */
export function fidoSerialNumber(person: Person, name: string, id: string): string {
  const holder = person.userName === undefined ? 'root' : `user/${person.userName}`;
  const plain = name.replace(/[^\w+=,.@-]+/g, '-').slice(0, 64) || 'key';
  return `arn:aws:iam::${person.accountId}:u2f/${holder}/${plain}-${id}`;
}

/** Virtual and FIDO devices are named by ARNs, hardware tokens by their vendors. */
export function isArn(serialNumber: string): boolean {
  return serialNumber.toLowerCase().startsWith('arn:');
}
