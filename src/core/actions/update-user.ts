import * as z from 'zod';
import { userArn } from '../identifiers.ts';
import { existingUserName, newUserName, path } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { type Demands, decide } from '../policy/decide.ts';
import type { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';
import { userExists } from './user-refusals.ts';

const demands = { name: 'UpdateUser', reach: 'administrator', proof: 'fresh' } as const satisfies Demands & {
  name: string;
};

export const UpdateUser = defineAction({
  ...demands,
  summary: 'Gives a user another name, another path or both. The id, the devices and the sessions stay.',
  about: 'person',
  input: z.strictObject({
    UserName: existingUserName,
    NewUserName: newUserName.optional(),
    NewPath: path.optional(),
  }),
  output: nothing,
  async handle(context, { NewUserName, NewPath }): Promise<Record<string, never> | Refusal> {
    const { store, principal, target, audit } = context;
    const renamed = { userName: NewUserName ?? target.userName ?? '', path: NewPath ?? target.path };
    if (renamed.userName === target.userName && renamed.path === target.path) return {};
    // The gate again, for whom he becomes: whoever administers one path would otherwise move anybody into it.
    const arn = userArn(target.accountId, renamed.path, renamed.userName);
    const denied = decide(principal, demands, { is: 'other', target, arn }, context);
    if (denied !== undefined) return denied;
    const notice =
      renamed.userName === target.userName
        ? 'The path of your user was changed.'
        : `Your user name was changed to ${quoted(renamed.userName)}.`;
    return (await store.renameUser(target, renamed, audit(arn, notice))) ? {} : userExists(renamed.userName);
  },
});
