import * as z from 'zod';
import type { TotpDevice } from '../devices/device.ts';
import { newTotpDevice } from '../devices/new-totp-device.ts';
import { comparable, newUniqueId } from '../identifiers.ts';
import { decodeSecret } from '../inventory/fields.ts';
import type { HardwareToken } from '../inventory/token.ts';
import { refuse } from '../refusal.ts';
import { type ActionContext, defineAction } from './action.ts';
import { ImportReport, type TokenLine } from './import-report.ts';

/** Tokens stored at once: few enough for one statement's parameter, many enough for a hundred thousand. */
const BATCH = 500;

export const ImportHardwareMFADevices = defineAction({
  name: 'ImportHardwareMFADevices',
  summary:
    'Adds the tokens of a CSV or PSKC (RFC 6030) file to the inventory, and reports each line. Secrets are never shown again.',
  about: 'account',
  reach: 'administrator',
  proof: 'fresh',
  takesFile: true,
  input: z.strictObject({
    PreSharedKey: z
      .string()
      .min(1)
      .max(256)
      .refine(text => decodeSecret(text) !== undefined, 'Write the key as hex or base32.')
      .optional()
      .describe('Opens an encrypted PSKC file; hex or base32.'),
    Password: z.string().min(1).max(1024).optional().describe('Opens a PSKC file encrypted with a password.'),
  }),
  output: z.object({
    Imported: z.int(),
    Skipped: z.int().describe('Tokens that were there already.'),
    Refused: z.int(),
    Complete: z
      .boolean()
      .describe('False when reading stopped before the end of the file; the last line says why.'),
    Lines: z.array(
      z.object({
        Line: z.int(),
        SerialNumber: z.string().optional(),
        Outcome: z.enum(['imported', 'skipped', 'refused']),
        Reason: z.string().optional(),
      }),
    ),
  }),
  async handle(context, { PreSharedKey, Password }) {
    const { upload, now, tokenCiphers } = context;
    if (upload === undefined) throw new TypeError('an import came without a file');
    const preSharedKey = PreSharedKey === undefined ? undefined : decodeSecret(PreSharedKey);
    const keys = {
      ...(preSharedKey !== undefined && { preSharedKey }),
      ...(Password !== undefined && { password: Password }),
    };
    // Loaded when the first file comes: the readers of XML and of its encryption are for imports alone.
    const { readTokens } = await import('../inventory/read.ts');
    const report = new ImportReport();
    let waiting: TokenLine[] = [];
    for await (const line of readTokens(upload.chunks, keys, tokenCiphers, now)) {
      if ('refused' in line) {
        report.refused(line);
        continue;
      }
      waiting.push(line);
      if (waiting.length < BATCH) continue;
      if (!(await store(context, waiting, report))) return refuse('StepUpRequired');
      waiting = [];
    }
    if (waiting.length > 0 && !(await store(context, waiting, report))) return refuse('StepUpRequired');
    return report.result();
  },
});

/** Stores one batch whole; false when whoever imports may not go on. */
async function store(
  context: ActionContext,
  lines: readonly TokenLine[],
  report: ImportReport,
): Promise<boolean> {
  const { upload, audit } = context;
  const at = upload?.now() ?? context.now;
  const tokens: TotpDevice[] = [];
  for (const { token } of lines) tokens.push(await deviceOf(context, token, at));
  const [first, last] = [lines[0]?.line, lines.at(-1)?.line];
  const added = await context.store.addHardware(tokens, {
    ...audit(`lines ${first} to ${last} of a file`),
    at,
  });
  if (added === undefined) return false;
  const rest = new Set(added);
  // A serial number that stands twice in the file was added once.
  for (const line of lines) report.stored(line, rest.delete(comparable(line.token.serialNumber)));
  return true;
}

async function deviceOf(
  { random, seal, principal: { person } }: ActionContext,
  { serialNumber, key }: HardwareToken,
  at: number,
): Promise<TotpDevice> {
  return newTotpDevice({ seal }, key, {
    id: newUniqueId('MFAD', random),
    accountId: person.accountId,
    createdBy: undefined,
    kind: 'hardware',
    name: serialNumber.slice(0, 64),
    serialNumber,
    createdAt: at,
  });
}
