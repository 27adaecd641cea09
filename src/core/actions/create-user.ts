import * as z from 'zod';
import { comparable, newUniqueId, userArn } from '../identifiers.ts';
import { email, newUserName, path, tags } from '../inputs.ts';
import { mailLink } from '../mail/link.ts';
import { addressLetter } from '../people/address-letter.ts';
import { arnOf, type Person, UNREACHED } from '../people/person.ts';
import { DEFAULT_POLICIES } from '../policy/policies.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { showUser, userShape } from './shapes.ts';
import { userExists } from './user-refusals.ts';

export const CreateUser = defineAction({
  name: 'CreateUser',
  summary: 'Creates a user. ResetUserPassword gives the initial password.',
  about: 'account',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({
    UserName: newUserName,
    Path: path.default('/'),
    Email: email
      .optional()
      .describe('Where notices to this user go. In the console, a link that is mailed there confirms it.'),
    PermissionsBoundary: z.string().max(2048).optional().describe('Refused: users have none here.'),
    Tags: tags.optional().describe('Refused: users have none here.'),
  }),
  resource: ({ Path, UserName }, { accountId }) => userArn(accountId, Path, UserName),
  output: z.object({ User: userShape }),
  async handle(context, { UserName, Path, Email, PermissionsBoundary, Tags = [] }) {
    if (PermissionsBoundary !== undefined) {
      return refuse('InvalidInput', { message: 'Users have no permissions boundary here. Write policies.' });
    }
    if (Tags.length > 0) return refuse('InvalidInput', { message: 'Users have no tags here.' });
    const { now, store, random, sendsMail, principal, audit } = context;
    const { account } = principal;
    const user: Person = {
      id: newUniqueId('AIDA', random),
      accountId: account.id,
      kind: 'user',
      userName: UserName,
      email: undefined,
      path: Path,
      password: undefined,
      passwordState: 'none',
      passwordExpiresAt: undefined,
      passwordLastUsed: undefined,
      userHandle: random.token(),
      ...UNREACHED,
      contactEmail: Email,
      policies: DEFAULT_POLICIES,
      policyVersion: 0,
      mfaRequired: false,
      disabledAt: undefined,
      createdAt: now,
    };
    // Lists and notices show people by name: nobody is called like the owner.
    const owner = await store.findOwner(comparable(UserName));
    const mailed =
      Email !== undefined && sendsMail && principal.by === 'session'
        ? await mailLink(context, { personId: user.id, purpose: 'contact-address', address: Email }, url =>
            addressLetter(context, user, 'contact-address', url),
          )
        : undefined;
    const created =
      owner?.accountId !== account.id && (await store.createUser(user, audit(arnOf(user)), mailed));
    return created
      ? { User: showUser({ person: user, devices: 0, lockedDevices: 0 }) }
      : userExists(UserName);
  },
});
