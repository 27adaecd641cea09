import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { authorityId } from '../policy/principal.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const ListSessions = defineAction({
  name: 'ListSessions',
  summary: 'Lists where a person is signed in.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional() }),
  output: z.object({
    Sessions: z.array(
      z.object({
        SessionId: z.string(),
        Current: z.boolean(),
        Level: z.enum(['password', 'recovered', 'mfa']),
        SignedInAt: z.iso.datetime(),
        LastSeenAt: z.iso.datetime(),
        Address: z.string(),
        Place: z.string().optional(),
        UserAgent: z.string(),
        AccessKeyId: z
          .string()
          .optional()
          .meta({ examples: ['ASIAEXAMPLEEXAMPLE23'] })
          .describe('A program got it with GetSessionToken, and signs with this key.'),
      }),
    ),
  }),
  async handle({ store, target, now, principal }) {
    const sessions = await store.sessionsOf(target.id, now);
    return {
      Sessions: sessions.map(session => ({
        SessionId: session.id,
        Current: session.id === authorityId(principal),
        Level: session.level,
        SignedInAt: iso(session.signedInAt),
        LastSeenAt: iso(session.lastSeenAt),
        Address: session.address,
        ...(session.place !== undefined && { Place: session.place }),
        UserAgent: session.userAgent,
        ...(session.accessKeyId !== undefined && { AccessKeyId: session.accessKeyId }),
      })),
    };
  },
});
