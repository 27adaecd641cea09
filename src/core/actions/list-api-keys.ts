import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const ListAPIKeys = defineAction({
  name: 'ListAPIKeys',
  summary: 'Lists the API keys of a person, never the keys themselves.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional() }),
  output: z.object({
    APIKeys: z.array(
      z.object({
        APIKeyId: z.string(),
        Name: z.string(),
        CreateDate: z.iso.datetime(),
        CreatedByOther: z.boolean().describe('An administrator made it, not the person.'),
        LastUsed: z.iso.datetime().optional(),
        LastUsedFrom: z.string().optional().describe('The address that used it last.'),
      }),
    ),
  }),
  async handle({ store, target }) {
    const keys = await store.apiKeysOf(target.id);
    return {
      APIKeys: keys.map(key => ({
        APIKeyId: key.id,
        Name: key.name,
        CreateDate: iso(key.createdAt),
        CreatedByOther: key.createdBy !== target.id,
        ...(key.lastUsedAt !== undefined && { LastUsed: iso(key.lastUsedAt) }),
        ...(key.lastUsedFrom !== undefined && { LastUsedFrom: key.lastUsedFrom }),
      })),
    };
  },
});
