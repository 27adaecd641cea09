import type { TokenCiphers } from '../core/inventory/ciphers.ts';
import type {
  Digest,
  PasswordHash,
  Phone,
  Random,
  RelyingParty,
  Seal,
  Store,
  WebhookPost,
} from '../core/ports.ts';
import type { Carrier } from './telephony/carrier.ts';

/** All that the HTTP ring needs of the world; a runtime fills it. */
export interface Deps {
  readonly store: Store;
  readonly random: Random;
  readonly digest: Digest;
  readonly seal: Seal;
  readonly passwords: PasswordHash;
  readonly tokenCiphers: TokenCiphers;
  readonly relyingParty: RelyingParty;
  readonly sendsMail: boolean;
  readonly phone: Phone | undefined;
  /** Whose callbacks are taken; undefined where no carrier is configured, and none are. */
  readonly carrier: Carrier | undefined;
  readonly webhooks: WebhookPost;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Where a request really comes from; `platform` is what the runtime handed to `app.fetch` beside the request. */
  readonly locate: (request: Request, platform: unknown) => Location;
  /** A file of the built pages by its path below the root, undefined when there is none. */
  readonly page: (path: string, request: Request, platform: unknown) => Promise<Page | undefined>;
  readonly log: Log;
  /** Opens what only the person at this machine may see: the outbox and the phone. */
  readonly development: boolean;
  /** Aborted when the process ends; undefined where it does not end in order. */
  readonly stopping: AbortSignal | undefined;
}

export interface Location {
  readonly address: string;
  readonly place: string | undefined;
}

export interface Page {
  readonly body: BodyInit;
  readonly headers: Readonly<Record<string, string>>;
}

/** One JSON line an event. Callers pass nothing secret: no bodies, no cookies, no query strings. */
export type Log = (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
