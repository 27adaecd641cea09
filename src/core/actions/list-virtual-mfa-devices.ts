import * as z from 'zod';
import { displayName } from '../people/person.ts';
import { actsAsAdministrator } from '../policy/principal.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const ListVirtualMFADevices = defineAction({
  name: 'ListVirtualMFADevices',
  summary:
    'Lists virtual devices by whether they are assigned. A user sees what he holds and what he made; an administrator all.',
  about: 'account',
  reach: 'everyone',
  proof: 'session',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({ AssignmentStatus: z.enum(['Assigned', 'Unassigned', 'Any']).default('Any') }),
  output: z.object({
    VirtualMFADevices: z.array(
      z.object({
        SerialNumber: z.string(),
        DeviceName: z.string(),
        CreateDate: z.iso.datetime(),
        EnableDate: z.iso.datetime().optional(),
        UserName: z.string().optional().describe('Who holds it; the e-mail address for the owner.'),
        CreatedByCaller: z.boolean(),
      }),
    ),
    IsTruncated: z.boolean(),
  }),
  async handle({ store, principal }, { AssignmentStatus }) {
    const { person } = principal;
    const all = await store.virtualDevices(person.accountId);
    const visible = all.filter(
      ({ device }) =>
        actsAsAdministrator(principal) ||
        device.personId === person.id ||
        (device.personId === undefined && device.createdBy === person.id),
    );
    const wanted = visible.filter(
      ({ device }) =>
        AssignmentStatus === 'Any' || (AssignmentStatus === 'Assigned') === (device.personId !== undefined),
    );
    return {
      VirtualMFADevices: wanted.map(({ device, holder }) => ({
        SerialNumber: device.serialNumber,
        DeviceName: device.name,
        CreateDate: iso(device.createdAt),
        ...(device.enabledAt !== undefined && { EnableDate: iso(device.enabledAt) }),
        ...(holder && { UserName: displayName(holder) }),
        CreatedByCaller: device.createdBy === person.id,
      })),
      IsTruncated: false,
    };
  },
});
