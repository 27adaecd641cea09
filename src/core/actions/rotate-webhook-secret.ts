import * as z from 'zod';
import { refuse } from '../refusal.ts';
import { shownSecret } from '../webhooks/sign.ts';
import { SECRET_BYTES, SECRET_OVERLAP, webhookSecretContext } from '../webhooks/webhook.ts';
import { defineAction } from './action.ts';
import { webhookId } from './webhook-id.ts';

export const RotateWebhookSecret = defineAction({
  name: 'RotateWebhookSecret',
  summary: 'Makes a new secret and shows it, this once. For 24 hours the one before signs, too.',
  about: 'account',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ WebhookId: webhookId }),
  output: z.object({ Secret: z.string() }),
  async handle({ now, store, random, seal, principal: { account }, audit }, { WebhookId }) {
    const secret = random.bytes(SECRET_BYTES);
    const rotated = await store.rotateWebhookSecret(
      { id: WebhookId, accountId: account.id },
      await seal.seal(secret, webhookSecretContext(WebhookId)),
      now + SECRET_OVERLAP,
      audit(WebhookId, 'A webhook of your account got a new secret.'),
    );
    return rotated
      ? { Secret: shownSecret(secret) }
      : refuse('NoSuchEntity', { message: 'There is no such webhook.' });
  },
});
