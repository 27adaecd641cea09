import type { Context } from '../core/ports.ts';
import type { Deps } from './deps.ts';

/** What the core gets of a request: the time, read once, and where it comes from. */
export function contextOf(deps: Deps, request: Request, platform: unknown): Context {
  const { address, place } = deps.locate(request, platform);
  const { store, random, digest, seal, passwords, relyingParty } = deps;
  return {
    now: deps.now(),
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
    relyingParty,
  };
}

/** A client's own words go into pages, logs and mails: one line, no control characters, not long. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, 256);
}
