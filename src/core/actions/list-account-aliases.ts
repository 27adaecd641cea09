import * as z from 'zod';
import { defineAction } from './action.ts';
import { listed, pageInput } from './pages.ts';

export const ListAccountAliases = defineAction({
  name: 'ListAccountAliases',
  summary: 'Lists the alias of the account, if it has one.',
  about: 'account',
  reach: 'everyone',
  proof: 'session',
  input: z.strictObject(pageInput),
  output: z.object({ AccountAliases: z.array(z.string()), ...listed }),
  async handle({ principal: { account } }, { Marker = '' }) {
    const { alias } = account;
    return { AccountAliases: alias !== undefined && alias > Marker ? [alias] : [], IsTruncated: false };
  },
});
