import * as z from 'zod';
import { ACCESS_KEYS_PER_USER } from '../access-keys/access-key.ts';
import { newKey } from '../access-keys/new-key.ts';
import { existingUserName } from '../inputs.ts';
import { administers } from '../policy/principal.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const CreateAccessKey = defineAction({
  name: 'CreateAccessKey',
  summary:
    'Makes an access key for programs that sign requests as AWS clients do, and shows its secret, this once.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName.optional() }),
  output: z.object({
    AccessKey: z.object({
      UserName: z.string(),
      AccessKeyId: z.string(),
      Status: z.enum(['Active', 'Inactive']),
      SecretAccessKey: z.string(),
      CreateDate: z.iso.datetime(),
    }),
  }),
  async handle(context, _) {
    const { now, store, principal, target, audit } = context;
    if (target.userName === undefined) {
      return refuse('InvalidInput', {
        message: 'The owner has no access keys. Make a user for programs, with the policies that they need.',
      });
    }
    // Otherwise one administrator keeps a key in another's name after he was demoted.
    if (target.id !== principal.person.id && administers(target)) {
      return refuse('AccessDenied', { message: 'An administrator makes his own keys.' });
    }
    const { id, secret, sealedSecret } = await newKey(context, 'AKIA');
    const made = await store.createAccessKey(
      {
        ...{ id, personId: target.id, status: 'Active', lastUsed: undefined },
        ...{ createdAt: now, createdBy: principal.person.id },
      },
      sealedSecret,
      ACCESS_KEYS_PER_USER,
      audit(id, `The access key ${id} was made for your account.`),
    );
    if (!made) {
      return refuse('LimitExceeded', {
        message: `A user can have ${ACCESS_KEYS_PER_USER} access keys. Delete one first.`,
        known: `Cannot exceed quota for AccessKeysPerUser: ${ACCESS_KEYS_PER_USER}`,
      });
    }
    return {
      AccessKey: {
        UserName: target.userName,
        AccessKeyId: id,
        Status: 'Active' as const,
        SecretAccessKey: secret,
        CreateDate: iso(now),
      },
    };
  },
});
