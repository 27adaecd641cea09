import * as z from 'zod';
import { isLocked } from '../devices/device.ts';
import { comparable } from '../identifiers.ts';
import { displayName } from '../people/person.ts';
import { defineAction } from './action.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { iso } from './shapes.ts';

export const ListHardwareMFADevices = defineAction({
  name: 'ListHardwareMFADevices',
  summary: 'Lists the inventory of hardware tokens by serial number.',
  about: 'account',
  reach: 'administrator',
  proof: 'session',
  input: z.strictObject({
    AssignmentStatus: z.enum(['Assigned', 'Unassigned', 'Any']).default('Any'),
    SerialNumberPrefix: z
      .string()
      .regex(/^[\w+=/:,.@-]{1,256}$/, 'This is not the beginning of a serial number.')
      .optional(),
    ...pageInput,
  }),
  output: z.object({
    HardwareMFADevices: z.array(
      z.object({
        SerialNumber: z.string(),
        Algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']),
        Digits: z.int(),
        Period: z.int(),
        CreateDate: z.iso.datetime(),
        EnableDate: z.iso.datetime().optional(),
        UserName: z.string().optional().describe('Who holds it; the e-mail address for the owner.'),
        Status: z.enum(['Active', 'Locked']),
      }),
    ),
    Total: z.int().describe('Tokens in the inventory.'),
    Unassigned: z.int().describe('... and those of them that nobody holds.'),
    ...listed,
  }),
  async handle({ now, store, principal: { account } }, input) {
    const { AssignmentStatus, SerialNumberPrefix = '', Marker, MaxItems } = input;
    const assigned = AssignmentStatus === 'Any' ? undefined : AssignmentStatus === 'Assigned';
    const wanted = { assigned, prefix: comparable(SerialNumberPrefix) };
    const found = await store.listHardware(account.id, wanted, Marker, MaxItems + 1);
    const { items, ...more } = pageOf(found, MaxItems, ({ device }) => comparable(device.serialNumber));
    const { total, unassigned } = await store.countHardware(account.id);
    return {
      HardwareMFADevices: items.map(({ device, holder }) => ({
        SerialNumber: device.serialNumber,
        Algorithm: ALGORITHMS[device.algorithm],
        Digits: device.digits,
        Period: device.period,
        CreateDate: iso(device.createdAt),
        ...(device.enabledAt !== undefined && { EnableDate: iso(device.enabledAt) }),
        ...(holder && { UserName: displayName(holder) }),
        Status: isLocked(device, now) ? ('Locked' as const) : ('Active' as const),
      })),
      Total: total,
      Unassigned: unassigned,
      ...more,
    };
  },
});

const ALGORITHMS = { sha1: 'SHA1', sha256: 'SHA256', sha512: 'SHA512' } as const;
