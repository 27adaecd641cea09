import * as z from 'zod';
import type { AccessKey } from '../access-keys/access-key.ts';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { iso } from './shapes.ts';

/** Oldest first, as text that a marker can hold. */
const placeOf = ({ createdAt, id }: AccessKey): string => `${iso(createdAt)} ${id}`;

export const ListAccessKeys = defineAction({
  name: 'ListAccessKeys',
  summary: 'Lists the access keys of a user, never their secrets.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional(), ...pageInput }),
  output: z.object({
    AccessKeyMetadata: z.array(
      z.object({
        UserName: z.string(),
        AccessKeyId: z.string(),
        Status: z.enum(['Active', 'Inactive']),
        CreateDate: z.iso.datetime(),
        CreatedByOther: z.boolean().describe('An administrator made it, not the user.'),
        LastUsed: z.iso.datetime().optional(),
        LastUsedService: z.string().optional(),
        LastUsedRegion: z.string().optional(),
        LastUsedFrom: z.string().optional().describe('The address that used it last.'),
      }),
    ),
    ...listed,
  }),
  async handle({ store, target }, { Marker = '', MaxItems }) {
    const keys = (await store.accessKeysOf(target.id)).filter(key => placeOf(key) > Marker);
    const { items, ...page } = pageOf(keys, MaxItems, placeOf);
    return {
      AccessKeyMetadata: items.map(({ id, status, createdAt, createdBy, lastUsed }) => ({
        UserName: target.userName ?? '',
        AccessKeyId: id,
        Status: status,
        CreateDate: iso(createdAt),
        CreatedByOther: createdBy !== target.id,
        ...(lastUsed !== undefined && {
          LastUsed: iso(lastUsed.at),
          LastUsedService: lastUsed.service,
          LastUsedRegion: lastUsed.region,
          LastUsedFrom: lastUsed.from,
        }),
      })),
      ...page,
    };
  },
});
