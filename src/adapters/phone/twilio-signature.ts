import { sameText } from '../../core/phone/same-text.ts';

/**
 * Twilio's signature of a callback: HMAC-SHA1, keyed with the account's token, over the address as we gave it and all
 * fields by name, names and values run together; in base64. The text is compared, not the bytes: another spelling
 * of the same bytes is another text (D13).
 */
export function createTwilioVerifier({ accountSid, authToken }: { accountSid: string; authToken: string }) {
  const ascii = new TextEncoder();
  let key: Promise<CryptoKey> | undefined;
  return {
    accountId: accountSid,
    async signed(
      url: string,
      form: readonly (readonly [string, string])[],
      signature: string,
    ): Promise<boolean> {
      key ??= crypto.subtle.importKey(
        'raw',
        ascii.encode(authToken),
        { name: 'HMAC', hash: 'SHA-1' },
        false,
        ['sign'],
      );
      const fields = [...form].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
      const text = url + fields.map(([name, value]) => name + value).join('');
      const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', await key, ascii.encode(text)));
      return sameText(signature, btoa(String.fromCharCode(...bytes)));
    },
  };
}
