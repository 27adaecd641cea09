import * as z from 'zod';
import { comparable } from '../identifiers.ts';
import { arnOf, type Person } from '../people/person.ts';
import { defineAction } from './action.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { iso } from './shapes.ts';

const holderShape = z.object({
  Path: z.string().optional(),
  UserName: z.string().optional().describe('The owner has none.'),
  UserId: z.string(),
  Arn: z.string(),
  CreateDate: z.iso.datetime(),
});

export const ListVirtualMFADevices = defineAction({
  name: 'ListVirtualMFADevices',
  summary:
    'Lists virtual devices by whether they are assigned. A user sees what he holds and what he made; whoever may list all users, all.',
  about: 'account',
  reach: 'everyone',
  proof: 'session',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({
    AssignmentStatus: z.enum(['Assigned', 'Unassigned', 'Any']).default('Any'),
    ...pageInput,
  }),
  output: z.object({
    VirtualMFADevices: z.array(
      z.object({
        SerialNumber: z.string(),
        DeviceName: z.string(),
        CreateDate: z.iso.datetime(),
        EnableDate: z.iso.datetime().optional(),
        User: holderShape.optional().describe('Who holds it.'),
        CreatedByCaller: z.boolean(),
      }),
    ),
    ...listed,
  }),
  async handle({ store, principal, may }, { AssignmentStatus, Marker, MaxItems }) {
    const { person } = principal;
    const wanted = {
      assigned: AssignmentStatus === 'Any' ? undefined : AssignmentStatus === 'Assigned',
      visibleTo: may('ListUsers', '*') ? undefined : person.id,
    };
    const found = await store.listVirtual(person.accountId, wanted, Marker, MaxItems + 1);
    const { items, ...more } = pageOf(found, MaxItems, ({ device }) => comparable(device.serialNumber));
    return {
      VirtualMFADevices: items.map(({ device, holder }) => ({
        SerialNumber: device.serialNumber,
        DeviceName: device.name,
        CreateDate: iso(device.createdAt),
        ...(device.enabledAt !== undefined && { EnableDate: iso(device.enabledAt) }),
        ...(holder && { User: showHolder(holder) }),
        CreatedByCaller: device.createdBy === person.id,
      })),
      ...more,
    };
  },
});

/** Of the owner what AWS tells of a root user. */
function showHolder(holder: Person): z.output<typeof holderShape> {
  const { userName: UserName, path: Path, createdAt } = holder;
  return {
    ...(UserName !== undefined && { Path, UserName }),
    UserId: UserName === undefined ? holder.accountId : holder.id,
    Arn: arnOf(holder),
    CreateDate: iso(createdAt),
  };
}
