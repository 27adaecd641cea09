// npm run bench: what the gateway costs, each figure beside its peer or limit, in one run. Exit code 1 when a limit
// is broken. Figures are for this machine; ratios travel.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpOwner } from '../support/people.ts';
import { assertionCost } from './assertion.ts';
import { importCost } from './import.ts';
import { GATEWAY, type Server, startServer } from './processes.ts';
import { type Line, print } from './report.ts';
import { resyncCost } from './resync.ts';
import { sessionCheckBesideSignIns, sessionCheckCost } from './session-check.ts';
import { wholeSignIn } from './sign-in.ts';
import { signedCost } from './signed.ts';
import { signInPageSize, workerSize } from './sizes.ts';
import { startUp } from './start-up.ts';
import { wholeImport } from './whole-import.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
const lines: Line[] = [];
try {
  lines.push(...(await startUp(join(dataDir, 'start'))));

  const settings = (folder: string) => ({ MODE: 'development', PORT: '0', DATA_DIR: join(dataDir, folder) });
  const gateway = await startServer(GATEWAY, settings('gateway'));
  const bare = await startServer([`${import.meta.dirname}/bare-hono.ts`]);
  const owner = await ownerOf(gateway);
  lines.push(await sessionCheckCost(gateway, bare, owner.client.cookieHeader()));
  lines.push(await sessionCheckBesideSignIns(gateway, owner));
  lines.push(...(await signedCost(gateway, join(dataDir, 'gateway'), bare, owner)));
  lines.push(...(await wholeSignIn(gateway, owner)));
  await Promise.all([gateway.stop(), bare.stop()]);

  // One that has done nothing yet: the figure is the most memory it ever held.
  const fresh = await startServer(GATEWAY, settings('import'));
  lines.push(await wholeImport(fresh, await ownerOf(fresh)));
  await fresh.stop();

  lines.push(...resyncCost(), ...(await importCost(dataDir)));
  lines.push(await assertionCost(), await workerSize(), signInPageSize());
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
function ownerOf(gateway: Server) {
  const setUpToken = () => gateway.printed(/\/set-up#([\w-]+)/);
  return setUpOwner({ origin: gateway.origin, address: gateway.origin, setUpToken } as never);
}

process.stdout.write(`\nNode ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? ''}\n\n`);
print(lines);
process.exitCode = lines.some(line => line.limit?.holds === false) ? 1 : 0;
