import { ClockUnset, type Context } from '../core/ports.ts';
import type { Deps } from './deps.ts';

/** A machine that starts without a clock says 1970. */
const RELEASED = Date.UTC(2026, 0);

/** What the core gets of a request: the time, read once, and where it comes from. */
export function contextOf(deps: Deps, request: Request, platform: unknown): Context {
  const now = deps.now();
  if (now < RELEASED) throw new ClockUnset();
  const { address, place } = deps.locate(request, platform);
  const { store, random, digest, seal, passwords, tokenCiphers, relyingParty, sendsMail, phone, webhooks } =
    deps;
  return {
    now,
    caller: {
      requestId: crypto.randomUUID(),
      address,
      place,
      userAgent: plain(request.headers.get('user-agent') ?? ''),
    },
    store,
    random,
    digest,
    seal,
    passwords,
    tokenCiphers,
    relyingParty,
    sendsMail,
    phone,
    webhooks,
  };
}

/** A client's own words go into pages, logs and mails: one line, no control characters, not long. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, 256);
}
