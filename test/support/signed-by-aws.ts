import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Recorded } from './stub-gateway.ts';

/** The header that AWS's own signer makes for a request that was received. */
export async function authorizationByAws(
  { method, path, headers, body }: Recorded,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  scope: { service: string; region: string },
): Promise<string | undefined> {
  const signer = new SignatureV4({ ...scope, credentials, sha256: Sha256, applyChecksum: false });
  const host = headers.host ?? '';
  const [date = ''] = [headers['x-amz-date']].flat();
  const signed = await signer.sign(
    { method, protocol: 'http:', hostname: host, path, headers: { host }, body },
    { signingDate: new Date(date.replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z')) },
  );
  return signed.headers.authorization;
}

class Sha256 {
  private readonly hash: ReturnType<typeof createHash | typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = secret instanceof ArrayBuffer ? new Uint8Array(secret) : (secret as Uint8Array | undefined);
    this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {}
}
