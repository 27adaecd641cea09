import * as z from 'zod';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const ListWebhooks = defineAction({
  name: 'ListWebhooks',
  summary: 'Lists where the events of the account are posted to, never the secrets.',
  about: 'account',
  reach: 'owner',
  proof: 'session',
  consoleOnly: true,
  input: z.strictObject({}),
  output: z.object({
    Webhooks: z.array(z.object({ WebhookId: z.string(), Url: z.string(), CreateDate: z.iso.datetime() })),
  }),
  async handle({ store, principal: { account } }) {
    const webhooks = await store.webhooksOf(account.id);
    return {
      Webhooks: webhooks.map(({ id, url, createdAt }) => ({
        WebhookId: id,
        Url: url,
        CreateDate: iso(createdAt),
      })),
    };
  },
});
