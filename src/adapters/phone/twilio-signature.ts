import { sameText } from '../../core/same-text.ts';

/**
 * Twilio's signature of a callback: HMAC-SHA1, keyed with the account's token, over the address as we gave it and all
 * fields by name, names and values run together; in base64. The text is compared, not the bytes: another spelling
 * of the same bytes is another text (D13).
 */
export function createTwilioVerifier({ accountSid, authToken }: { accountSid: string; authToken: string }) {
  const utf8 = new TextEncoder();
  let key: Promise<CryptoKey> | undefined;
  return {
    accountId: accountSid,
    async signed(
      url: string,
      form: readonly (readonly [string, string])[],
      signature: string,
    ): Promise<boolean> {
      key ??= crypto.subtle.importKey('raw', utf8.encode(authToken), { name: 'HMAC', hash: 'SHA-1' }, false, [
        'sign',
      ]);
      const imported = await key;
      const fields = [...form].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
      const text = fields.map(([name, value]) => name + value).join('');
      const right = await Promise.all(
        spellingsOf(url).map(async spelling => {
          const bytes = await crypto.subtle.sign('HMAC', imported, utf8.encode(spelling + text));
          return sameText(signature, btoa(String.fromCharCode(...new Uint8Array(bytes))));
        }),
      );
      return right.includes(true);
    },
  };
}

/** Parts of Twilio sign an address without the port that it was given with, others with the port that goes without saying. */
function spellingsOf(url: string): string[] {
  const [, scheme = '', host = '', port, rest = ''] =
    /^(https?:\/\/)(\[[^\]]*\]|[^/:?#]*)(:\d+)?(.*)$/s.exec(url) ?? [];
  const other = port === undefined ? (scheme === 'https://' ? ':443' : ':80') : '';
  return [url, scheme + host + other + rest];
}
