import type { WebhookPost } from '../../core/ports.ts';
import type { Network } from '../../core/throttle/cidr.ts';
import { ANSWER_LIMIT, PATIENCE, REFUSED, requestHeaders } from './limits.ts';
import { targetOf } from './target.ts';

/**
 * Posts from a Worker. Its requests leave from Cloudflare's own network, where nobody's private addresses are in
 * reach, and workerd shows no addresses of names; so the text of the address is what is checked. Redirects are not followed.
 */
export function createWebhookPost(allowed: readonly Network[]): WebhookPost {
  return {
    async check(text) {
      return targetOf(text, allowed) !== undefined;
    },
    async post(text, headers, body) {
      const target = targetOf(text, allowed);
      if (target === undefined) throw new Error(REFUSED);
      const signal = AbortSignal.timeout(PATIENCE);
      try {
        const answer = await fetch(target.url, {
          method: 'POST',
          headers: requestHeaders(headers, body),
          body,
          redirect: 'manual',
          signal,
        });
        await drain(answer);
        return answer.status;
      } catch {
        // Messages of the runtime's may quote names and addresses.
        throw new Error(signal.aborted ? 'ETIMEDOUT' : 'EFAILED');
      }
    },
  };
}

/** The status is all that is wanted; a connection whose answer nobody reads would stay open. */
async function drain({ body }: Response): Promise<void> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      read += value?.length ?? 0;
      if (done || read > ANSWER_LIMIT) break;
    }
  } catch {
    // It broke off; what it answered was told before.
  }
  await reader.cancel().catch(() => undefined);
}
