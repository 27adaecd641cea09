import * as z from 'zod';
import type { TotpDevice } from '../devices/device.ts';
import { newTotpDevice } from '../devices/new-totp-device.ts';
import { comparable, newUniqueId } from '../identifiers.ts';
import { decodeSecret } from '../inventory/fields.ts';
import type { HardwareToken } from '../inventory/token.ts';
import { refuse } from '../refusal.ts';
import { type ActionContext, defineAction } from './action.ts';
import { whyEnded } from './import-ended.ts';
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
    LinesOmitted: z.int().describe('Lines that are counted, but too many to be listed.'),
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
    const batch = new Batch(context, report);
    let may = true;
    for await (const line of readTokens(upload.chunks, keys, tokenCiphers, now)) {
      if ('refused' in line) report.refused(line);
      else may = await batch.add(line);
      if (!may) break;
    }
    if (may) may = await batch.store();
    // Refused as a whole only where nothing was stored: else what was stored has to be told.
    if (!may && report.isEmpty) return refuse('StepUpRequired');
    if (!may) report.refused({ line: batch.line, refused: await whyEnded(context), ended: true });
    const row = { ...context.audit(report.summary), at: upload.now() };
    const nothing = { outcome: 'refused', reason: 'NothingImported' } as const;
    await context.store.record(report.isEmpty ? { ...row, ...nothing } : row);
    return report.result();
  },
});

/** Tokens that wait to be stored together. Each batch is stored whole, by somebody who still may. */
class Batch {
  private waiting: TokenLine[] = [];
  private readonly context: ActionContext;
  private readonly report: ImportReport;

  constructor(context: ActionContext, report: ImportReport) {
    this.context = context;
    this.report = report;
  }

  /** Where the tokens begin that are not stored. */
  get line(): number {
    return this.waiting[0]?.line ?? 1;
  }

  add(line: TokenLine): Promise<boolean> | true {
    this.waiting.push(line);
    return this.waiting.length < BATCH || this.store();
  }

  /** False when whoever imports may not go on. */
  async store(): Promise<boolean> {
    const { upload, audit, now, store } = this.context;
    const lines = this.waiting;
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return true;
    const at = upload?.now() ?? now;
    const tokens: TotpDevice[] = [];
    for (const { token } of lines) tokens.push(await deviceOf(this.context, token, at));
    const about = `lines ${first.line} to ${last.line} of a file`;
    const added = await store.addHardware(tokens, { ...audit(about), at });
    if (added === undefined) return false;
    this.waiting = [];
    const rest = new Set(added);
    // A serial number that stands twice in the file was added once.
    for (const line of lines) this.report.stored(line, rest.delete(comparable(line.token.serialNumber)));
    return true;
  }
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
