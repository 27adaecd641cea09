import * as z from 'zod';
import { accessKeyId, noSuchAccessKey } from './access-key-input.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

/** What AWS says of a key that nobody has used. */
const NEVER = { ServiceName: 'N/A', Region: 'N/A' };

export const GetAccessKeyLastUsed = defineAction({
  name: 'GetAccessKeyLastUsed',
  summary: 'Shows whose access key it is, and when and where it was used last.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({ AccessKeyId: accessKeyId }),
  output: z.object({
    UserName: z.string(),
    AccessKeyLastUsed: z.object({
      LastUsedDate: z.iso.datetime().optional(),
      ServiceName: z.string(),
      Region: z.string(),
    }),
  }),
  holder: {
    find: async (store, { AccessKeyId }) => (await store.findAccessKey(AccessKeyId))?.principal.person,
    missing: ({ AccessKeyId }) => noSuchAccessKey(AccessKeyId),
  },
  async handle({ store, target }, { AccessKeyId }) {
    const found = await store.findAccessKey(AccessKeyId);
    if (found === undefined) return noSuchAccessKey(AccessKeyId);
    const { lastUsed } = found.key;
    return {
      UserName: target.userName ?? '',
      AccessKeyLastUsed:
        lastUsed === undefined
          ? NEVER
          : { LastUsedDate: iso(lastUsed.at), ServiceName: lastUsed.service, Region: lastUsed.region },
    };
  },
});
