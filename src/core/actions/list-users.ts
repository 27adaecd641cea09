import * as z from 'zod';
import { comparable } from '../identifiers.ts';
import { pathPrefix } from '../inputs.ts';
import { defineAction } from './action.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { showUser, userShape } from './shapes.ts';

export const ListUsers = defineAction({
  name: 'ListUsers',
  summary: 'Lists the users of the account by name.',
  about: 'account',
  reach: 'administrator',
  proof: 'session',
  input: z.strictObject({ PathPrefix: pathPrefix.default('/'), ...pageInput }),
  output: z.object({ Users: z.array(userShape), ...listed }),
  async handle({ now, store, principal: { account } }, { PathPrefix, Marker, MaxItems }) {
    const found = await store.listUsers(account.id, PathPrefix, Marker, MaxItems + 1, now);
    const { items, ...more } = pageOf(found, MaxItems, ({ person }) => comparable(person.userName ?? ''));
    return { Users: items.map(showUser), ...more };
  },
});
