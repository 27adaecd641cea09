import * as z from 'zod';
import { API_KEYS_PER_PERSON, type ApiKey, apiKeySecret } from '../api-keys/api-key.ts';
import { newUniqueId } from '../identifiers.ts';
import { deviceName, existingUserName } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { administers } from '../policy/principal.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const CreateAPIKey = defineAction({
  name: 'CreateAPIKey',
  summary: 'Makes a key for programs that act in the name of a person, and shows it, this once.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    Name: deviceName.describe('What it is for.'),
  }),
  output: z.object({
    APIKey: z.object({
      APIKeyId: z.string(),
      Name: z.string(),
      UserName: z.string().optional(),
      CreateDate: z.iso.datetime(),
      Secret: z.string().describe('Goes into the header `Authorization: Bearer ...`.'),
    }),
  }),
  async handle({ now, store, random, digest, principal, target, audit }, { Name }) {
    // Otherwise one administrator keeps a key in another's name after he was demoted.
    if (target.id !== principal.person.id && administers(target)) {
      return refuse('AccessDenied', { message: 'An administrator makes his own keys.' });
    }
    const key: ApiKey = {
      id: newUniqueId('SKEY', random),
      personId: target.id,
      name: Name,
      createdAt: now,
      createdBy: principal.person.id,
      lastUsedAt: undefined,
      lastUsedFrom: undefined,
    };
    const Secret = apiKeySecret(random.token());
    const event = audit(key.id, `An API key ${quoted(Name)} was made for your account.`);
    const made = await store.createApiKey(key, await digest.sha256(Secret), API_KEYS_PER_PERSON, event);
    if (!made) {
      return refuse('LimitExceeded', {
        message: `A person can have ${API_KEYS_PER_PERSON} API keys. Delete one first.`,
      });
    }
    return {
      APIKey: {
        APIKeyId: key.id,
        Name,
        ...(target.userName !== undefined && { UserName: target.userName }),
        CreateDate: iso(now),
        Secret,
      },
    };
  },
});
