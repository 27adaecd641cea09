import * as z from 'zod';
import { newUniqueId } from '../identifiers.ts';
import { refuse } from '../refusal.ts';
import { shownSecret } from '../webhooks/sign.ts';
import { SECRET_BYTES, WEBHOOKS_PER_ACCOUNT, webhookSecretContext } from '../webhooks/webhook.ts';
import { defineAction } from './action.ts';

export const CreateWebhook = defineAction({
  name: 'CreateWebhook',
  summary:
    'Names an address that the events of the account are posted to, and shows the secret that signs them, this once.',
  about: 'account',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({
    Url: z.string().min(1).max(1000).describe('https, and a public server.'),
  }),
  output: z.object({
    WebhookId: z.string(),
    Url: z.string(),
    Secret: z.string().describe('Verifies signatures, as in the Standard Webhooks specification.'),
  }),
  async handle({ now, store, random, seal, webhooks, principal: { account }, audit }, { Url }) {
    // One answer for whatever is wrong with it: another for each would map the network that the gateway stands in.
    if (!(await webhooks.check(Url))) {
      return refuse('InvalidInput', {
        message:
          'Events cannot be posted to this address. It must be spelt as browsers show it, begin with https:// and lead to a public server, at port 443 (which is left out) or one above 1023.',
      });
    }
    const id = newUniqueId('HOOK', random);
    const secret = random.bytes(SECRET_BYTES);
    const created = await store.createWebhook(
      {
        ...{ id, accountId: account.id, url: Url, createdAt: now },
        sealedSecret: await seal.seal(secret, webhookSecretContext(id)),
      },
      WEBHOOKS_PER_ACCOUNT,
      audit(id, 'A webhook was added: what happens in your account is posted there.'),
    );
    if (!created) {
      return refuse('LimitExceeded', {
        message: `An account can have ${WEBHOOKS_PER_ACCOUNT} webhooks. Delete one first.`,
      });
    }
    return { WebhookId: id, Url, Secret: shownSecret(secret) };
  },
});
