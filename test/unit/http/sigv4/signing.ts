import { createHash, createHmac, randomBytes } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { digest } from '../../../../src/adapters/crypto/node.ts';
import { AwsError } from '../../../../src/http/aws-error.ts';
import { decodeForm } from '../../../../src/http/form.ts';
import type { SignedRequest } from '../../../../src/http/sigv4/request.ts';
import type { Service } from '../../../../src/http/sigv4/scope.ts';
import type { Secret } from '../../../../src/http/sigv4/signing-key.ts';
import { type FindSigner, type Verified, verify } from '../../../../src/http/sigv4/verify.ts';
import { VECTOR_KEY, VECTOR_TIME } from './vectors.ts';

/** SHA-256 and HMAC as the signing libraries of AWS want them. */
export class Sha256 {
  readonly #hash;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      key === undefined ? createHash('sha256') : createHmac('sha256', key as string | NodeJS.ArrayBufferView);
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

export const KEY = {
  accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString('base64'),
};

/** The signer of the AWS SDK for JavaScript. */
export function smithy(service: Service, credentials: object = KEY, region = 'us-east-1'): SignatureV4 {
  return new SignatureV4({ service, region, credentials: credentials as typeof KEY, sha256: Sha256 });
}

export interface Sent {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export function requestOf({ method = 'POST', url, headers = {}, body = '' }: Sent): SignedRequest {
  const { pathname, search } = new URL(url);
  return {
    method,
    path: pathname,
    query: decodeForm(search.slice(1)) ?? [],
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
  };
}

type Key = Secret;

/** Sealed anew at each call, so that no key is one that was derived before. */
export const secretOf = (secret: string): Secret => ({
  sealedSecret: randomBytes(8).toString('hex'),
  openSecret: () => secret,
});

export const find: FindSigner<Key> = async (id, token) => {
  if (id === VECTOR_KEY.accessKeyId) return secretOf(VECTOR_KEY.secretAccessKey);
  if (id !== KEY.accessKeyId) return 'InvalidClientTokenId';
  return token === 'over' ? 'ExpiredToken' : secretOf(KEY.secretAccessKey);
};

export function check(
  request: SignedRequest,
  now = VECTOR_TIME,
  services: readonly Service[] = ['iam', 'sts'],
): Promise<Verified<Key> | AwsError> {
  return verify(request, services, { now, digest }, find);
}

/** `403 SignatureDoesNotMatch: The request ...`, or `right`. */
export async function verdict(...given: Parameters<typeof check>): Promise<string> {
  const result = await check(...given);
  return result instanceof AwsError ? `${result.status} ${result.code}: ${result.message}` : 'right';
}
