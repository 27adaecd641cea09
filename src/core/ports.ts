import type { AccessKeyStore } from './access-keys/store.ts';
import type { BreakGlassStore } from './account/break-glass.ts';
import type { AccountStore } from './account/store.ts';
import type { ApiKeyStore } from './api-keys/store.ts';
import type { AuditStore } from './audit/store.ts';
import type { AttemptStore } from './devices/attempt-store.ts';
import type { ClockStore } from './devices/clock-store.ts';
import type { DeviceStore } from './devices/store.ts';
import type { TagStore } from './devices/tag-store.ts';
import type { ChallengeStore } from './fido/store.ts';
import type { TokenCiphers } from './inventory/ciphers.ts';
import type { InventoryStore } from './inventory/store.ts';
import type { MailLinkStore } from './mail/link-store.ts';
import type { Mail } from './mail/mail.ts';
import type { MailStore } from './mail/store.ts';
import type { PeopleStore } from './people/store.ts';
import type { ChallengeMode, OutgoingChallenge } from './phone/challenge.ts';
import type { PhoneStore } from './phone/store.ts';
import type { RecoveryStore } from './recovery/store.ts';
import type { SessionStore } from './session/store.ts';
import type { FlowStore } from './sign-in/store.ts';
import type { ThrottleStore } from './throttle/store.ts';
import type { WebhookStore } from './webhooks/store.ts';

/** On Node the cheap primitives are synchronous, in workerd they are promises; the core awaits both. */
export type Awaitable<T> = T | Promise<T>;

/**
 * The store, as the verbs that the features need; each feature declares its own part beside itself.
 * A verb that changes state is one guarded statement or one atomic batch; losing a race is `false` or
 * `undefined`, never an exception. An unreachable store throws {@link StoreUnavailable}.
 */
export interface Store
  extends AccountStore,
    BreakGlassStore,
    PeopleStore,
    DeviceStore,
    TagStore,
    AttemptStore,
    ClockStore,
    InventoryStore,
    FlowStore,
    SessionStore,
    ChallengeStore,
    ThrottleStore,
    ApiKeyStore,
    AccessKeyStore,
    AuditStore,
    MailStore,
    PhoneStore,
    RecoveryStore,
    WebhookStore,
    MailLinkStore {
  /** Resolves when the store answers a query, throws {@link StoreUnavailable} otherwise. */
  ping(): Promise<void>;
  /** One sealed value of each key id in use, with the context that it is bound to. */
  sealedSamples(): Promise<{ sealed: string; context: string }[]>;
  /** Deletes what has expired: flows, sessions, challenges, throttles, set-up tokens. */
  sweep(now: number): Promise<void>;
}

/** The store did not answer. Codecs map it to 503: nothing was decided, nobody was signed in. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** The clock says a time before this software was written. Codes cannot be checked against it: 503. */
export class ClockUnset extends Error {
  override name = 'ClockUnset';
}

export interface Random {
  bytes(length: number): Uint8Array;
  /** 256 bits from the system's generator as 43 characters of base64url. */
  token(): string;
}

export interface Digest {
  /** SHA-256 of the UTF-8 text, as base64url. For tokens of 128 bits or more; never for passwords or codes. */
  sha256(text: string): Awaitable<string>;
  /** SHA-256 of the bytes, in lower-case hexadecimal digits. */
  sha256Hex(bytes: Uint8Array): Awaitable<string>;
  /** HMAC-SHA-256 over the UTF-8 text. */
  hmacSha256(key: Uint8Array, text: string): Awaitable<Uint8Array>;
}

/** Encryption at rest. `context` (table, column, row) is authenticated: a value moved elsewhere does not open. */
export interface Seal {
  seal(plain: Uint8Array, context: string): Awaitable<string>;
  /** Throws {@link SealBroken} when the value was altered, moved, or sealed with a key that is gone. */
  open(sealed: string, context: string): Awaitable<Uint8Array>;
}

/** A sealed value was altered, moved, or sealed with a key that is gone. Nothing was decided: 503. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

/** Hashes wait in line, each `source` (a network) in its own: one that sends many keeps only itself waiting. */
export interface PasswordHash {
  /** Argon2id as a PHC string. Throws {@link HashingBusy} when the line is full. */
  hash(password: string, source: string): Promise<string>;
  /** `phc` undefined costs the same time and is always false: an unknown name must not be faster. */
  verify(phc: string | undefined, password: string, source: string): Promise<boolean>;
  /** True when the PHC string was made with other parameters than today's. */
  outdated(phc: string): boolean;
}

/** More sign-ins wait for a password hash than the machine can serve in time. Codecs map it to 503. */
export class HashingBusy extends Error {
  override name = 'HashingBusy';
}

/** Hands one mail to a mail server. Throws when it did not take it: {@link MailRefused} for good, anything else for now. */
export interface Mailer {
  /** Ends, one way or the other, within LONGEST_ATTEMPT. Messages of what it throws quote no address and no server. */
  send(mail: Mail): Promise<void>;
}

/** The mail server will never take this mail: a 5xx about the recipient or the message. Nothing is tried again. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}

/** Rings numbers and sends messages: a carrier, or the simulator of development. */
export interface Phone {
  readonly mode: ChallengeMode;
  /** ISO codes of the countries that are called; undefined where all are. */
  readonly countries: readonly string[] | undefined;
  /** Calls and messages of the whole deployment in a day. */
  readonly dailyCap: number;
  /**
   * Places the call or sends the message, within CARRIER_PATIENCE, and returns what the carrier calls it. What happens
   * on the line comes back through `core/phone/line.ts`. Throws {@link CarrierRefused} when it said no for sure,
   * anything else when nobody knows. Messages of what it throws quote no number.
   */
  place(outgoing: OutgoingChallenge): Promise<string>;
}

/** The carrier said no: nothing rang, nothing is paid, and the ledger notes a refusal instead of a call. */
export class CarrierRefused extends Error {
  override name = 'CarrierRefused';
}

/** Posts events to where an account wants them, which may be any machine that somebody named. */
export interface WebhookPost {
  /** Whether this address may be posted to: public, as far as can be told, or allowed by the operator. */
  check(url: string): Promise<boolean>;
  /**
   * Checks again, posts once, follows nothing, and returns the status. Ends within seconds. Messages of what it throws
   * quote neither the address nor the answer.
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
}

/** The relying party as browsers see it (WebAuthn Level 3 section 5). */
export interface RelyingParty {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
}

/** Where a request comes from, for throttles, sessions and the audit log; never trusted from the client's own headers. */
export interface Caller {
  readonly requestId: string;
  /** IP address of the client. */
  readonly address: string;
  /** Town and country where the platform knows them. */
  readonly place: string | undefined;
  readonly userAgent: string;
}

/** What every use case gets. `now` is epoch milliseconds, read once per request. */
export interface Context {
  readonly now: number;
  readonly caller: Caller;
  readonly store: Store;
  readonly random: Random;
  readonly digest: Digest;
  readonly seal: Seal;
  readonly passwords: PasswordHash;
  readonly tokenCiphers: TokenCiphers;
  readonly relyingParty: RelyingParty;
  /** Whether anybody reads what goes to the outbox: a mail server, or the outbox page of development. */
  readonly sendsMail: boolean;
  /** Undefined where nobody is called. */
  readonly phone: Phone | undefined;
  readonly webhooks: WebhookPost;
}
