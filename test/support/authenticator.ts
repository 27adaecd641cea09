import { createHash, randomBytes } from 'node:crypto';
import { type Cbor, encodeCbor } from './cbor.ts';
import { type Algorithm, CredentialKey } from './credential-key.ts';

type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** What an attacker, or a broken client, would have an authenticator say. Everything left out is honest. */
export interface Tweaks {
  type?: string;
  challenge?: string;
  origin?: string;
  crossOrigin?: boolean;
  topOrigin?: string;
  rpId?: string;
  userPresent?: boolean;
  userVerified?: boolean;
  backupEligible?: boolean;
  backedUp?: boolean;
  counter?: number;
  /** The credential id that the response names (`id` and `rawId`). */
  id?: string;
  /** `id` alone, so that it contradicts `rawId`. */
  idOnly?: string;
}

export interface CreateTweaks extends Tweaks {
  attestation?: 'none' | 'packed-self' | 'packed-forged';
  aaguid?: Buffer;
  /** The credential id inside the signed authenticator data. */
  attestedId?: Buffer;
}

export interface GetTweaks extends Tweaks {
  userHandle?: string;
  signature?: 'random-der' | 'garbage' | 'empty' | 'other-key';
}

export interface AuthenticatorOptions {
  algorithm?: Algorithm;
  /** A passkey that its vendor copies between devices (BE and BS set). */
  synced?: boolean;
  /** Counts signatures; a passkey that stays at 0 does not. */
  counting?: boolean;
  credentialId?: Buffer;
}

const FLAGS = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40 };

/** A software authenticator with one credential, written from the WebAuthn specification alone. */
export class Authenticator {
  readonly credentialId: Buffer;
  readonly key: CredentialKey;
  userHandle: string | undefined;
  counter = 0;
  private readonly synced: boolean;
  private readonly counting: boolean;

  constructor(options: AuthenticatorOptions = {}) {
    this.key = new CredentialKey(options.algorithm ?? 'ES256');
    this.credentialId = options.credentialId ?? randomBytes(32);
    this.synced = options.synced ?? false;
    this.counting = options.counting ?? true;
  }

  get id(): string {
    return this.credentialId.toString('base64url');
  }

  create(options: CreationOptions, origin: string, tweaks: CreateTweaks = {}): RegistrationResponseJSON {
    this.userHandle = options.user.id;
    const clientData = clientDataOf('webauthn.create', options.challenge, origin, tweaks);
    const attestedId = tweaks.attestedId ?? this.credentialId;
    const size = Buffer.alloc(2);
    size.writeUInt16BE(attestedId.length);
    const authData = Buffer.concat([
      this.authenticatorData(options.rp.id ?? '', tweaks, FLAGS.AT),
      tweaks.aaguid ?? Buffer.alloc(16),
      size,
      attestedId,
      this.key.cosePublicKey,
    ]);
    const attestationObject = this.attest(authData, clientData, tweaks);
    return {
      ...this.identity(tweaks),
      type: 'public-key',
      authenticatorAttachment: 'cross-platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        publicKey: this.key.subjectPublicKeyInfo.toString('base64url'),
        publicKeyAlgorithm: this.key.coseAlgorithm,
        transports: ['usb'],
      },
    };
  }

  get(options: RequestOptions, origin: string, tweaks: GetTweaks = {}): AuthenticationResponseJSON {
    const clientData = clientDataOf('webauthn.get', options.challenge, origin, tweaks);
    if (this.counting) this.counter += 1;
    const authData = this.authenticatorData(options.rpId ?? '', tweaks);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const userHandle = tweaks.userHandle ?? this.userHandle;
    return {
      ...this.identity(tweaks),
      type: 'public-key',
      authenticatorAttachment: 'cross-platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: this.sign(signed, tweaks.signature).toString('base64url'),
        ...(userHandle === undefined ? {} : { userHandle }),
      },
    };
  }

  private identity(tweaks: Tweaks): { id: string; rawId: string } {
    const rawId = tweaks.id ?? this.id;
    return { id: tweaks.idOnly ?? rawId, rawId };
  }

  private authenticatorData(rpId: string, tweaks: Tweaks, more = 0): Buffer {
    const flags =
      more |
      ((tweaks.userPresent ?? true) ? FLAGS.UP : 0) |
      ((tweaks.userVerified ?? true) ? FLAGS.UV : 0) |
      ((tweaks.backupEligible ?? this.synced) ? FLAGS.BE : 0) |
      ((tweaks.backedUp ?? this.synced) ? FLAGS.BS : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(tweaks.counter ?? this.counter);
    return Buffer.concat([sha256(Buffer.from(tweaks.rpId ?? rpId)), Buffer.from([flags]), counter]);
  }

  private attest(authData: Buffer, clientData: Buffer, tweaks: CreateTweaks): Buffer {
    const kind = tweaks.attestation ?? 'none';
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const statement: Map<string, Cbor> =
      kind === 'none'
        ? new Map()
        : new Map<string, Cbor>([
            ['alg', this.key.coseAlgorithm],
            ['sig', this.sign(signed, kind === 'packed-forged' ? 'other-key' : undefined)],
          ]);
    return encodeCbor(
      new Map<string, Cbor>([
        ['fmt', kind === 'none' ? 'none' : 'packed'],
        ['attStmt', statement],
        ['authData', authData],
      ]),
    );
  }

  private sign(data: Buffer, forgery: GetTweaks['signature']): Buffer {
    switch (forgery) {
      case undefined:
        return this.key.sign(data);
      case 'other-key':
        return new CredentialKey('ES256').sign(data);
      case 'random-der': {
        const integer = () => Buffer.concat([Buffer.from([0x02, 0x20, 0x41]), randomBytes(31)]);
        return Buffer.concat([Buffer.from([0x30, 0x44]), integer(), integer()]);
      }
      case 'garbage':
        return randomBytes(70);
      case 'empty':
        return Buffer.alloc(0);
    }
  }
}

function clientDataOf(type: string, challenge: string, origin: string, tweaks: Tweaks): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: tweaks.type ?? type,
      challenge: tweaks.challenge ?? challenge,
      origin: tweaks.origin ?? origin,
      crossOrigin: tweaks.crossOrigin ?? false,
      ...(tweaks.topOrigin === undefined ? {} : { topOrigin: tweaks.topOrigin }),
    }),
  );
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
