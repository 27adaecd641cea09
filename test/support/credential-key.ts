import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Cbor, encodeCbor } from './cbor.ts';

/** ES384 is here to be refused: the gateway does not offer it. */
export type Algorithm = 'ES256' | 'EdDSA' | 'RS256' | 'ES384';

const COSE: Record<Algorithm, number> = { ES256: -7, EdDSA: -8, RS256: -257, ES384: -35 };

/** A key pair as an authenticator holds it: a COSE public key, and signatures in the form WebAuthn wants. */
export class CredentialKey {
  readonly cosePublicKey: Buffer;
  readonly coseAlgorithm: number;
  readonly subjectPublicKeyInfo: Buffer;
  private readonly algorithm: Algorithm;
  private readonly privateKey: KeyObject;

  constructor(algorithm: Algorithm) {
    const { privateKey, publicKey } = generate(algorithm);
    this.algorithm = algorithm;
    this.privateKey = privateKey;
    this.coseAlgorithm = COSE[algorithm];
    this.cosePublicKey = encodeCbor(cose(algorithm, publicKey));
    this.subjectPublicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
  }

  sign(data: Buffer): Buffer {
    const digest = { ES256: 'sha256', RS256: 'sha256', ES384: 'sha384', EdDSA: null }[this.algorithm];
    return sign(digest, data, this.privateKey);
  }
}

function generate(algorithm: Algorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-384' });
}

/** RFC 9053: key type (1), algorithm (3), then the parameters of the type. */
function cose(algorithm: Algorithm, publicKey: KeyObject): Cbor {
  const { x = '', y = '', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (part: string) => Buffer.from(part, 'base64url');
  const key = (type: number, ...parameters: [number, Cbor][]) =>
    new Map<number, Cbor>([[1, type], [3, COSE[algorithm]], ...parameters]);
  if (algorithm === 'RS256') return key(3, [-1, bytes(n)], [-2, bytes(e)]);
  if (algorithm === 'EdDSA') return key(1, [-1, 6], [-2, bytes(x)]);
  return key(2, [-1, algorithm === 'ES256' ? 1 : 2], [-2, bytes(x)], [-3, bytes(y)]);
}
