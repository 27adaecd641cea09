const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A name that is unique in the account, recognisable, and made of what a serial number may contain. */
export function uniqueName(person: string, label: string): string {
  const tail = [...crypto.getRandomValues(new Uint8Array(4))]
    .map(byte => LETTERS[byte % LETTERS.length])
    .join('');
  return [slug(person.split('@')[0] ?? ''), slug(label), tail].filter(Boolean).join('-');
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
