import * as z from 'zod';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';
import { webhookId } from './webhook-id.ts';

export const DeleteWebhook = defineAction({
  name: 'DeleteWebhook',
  summary: 'Posts no more events there, not even those that are on their way.',
  about: 'account',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ WebhookId: webhookId }),
  output: nothing,
  async handle({ store, principal: { account }, audit }, { WebhookId }) {
    const event = audit(WebhookId, 'A webhook of your account was deleted.');
    const deleted = await store.deleteWebhook({ id: WebhookId, accountId: account.id }, event);
    return deleted ? {} : refuse('NoSuchEntity', { message: 'There is no such webhook.' });
  },
});
