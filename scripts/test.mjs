// npm test: brings what the tests need, checks the code, builds it, runs every test, and says how many passed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { findProgram } from '../test/support/programs.ts';
import { TALLY } from '../test/support/tally.ts';

function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
  return error ? 1 : (status ?? 1);
}

let listsUpdated = false;

/** What `find` finds, or finds once its Debian package is installed where that is possible. Never goes on without it. */
function need(what, debianPackage, find) {
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && findProgram('apt-get')) {
    console.log(`Installing ${debianPackage} (apt-get) ...`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    if (!listsUpdated) listsUpdated = run('apt-get', ['update', '-qq'], env) === 0;
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], env);
    const installed = find();
    if (installed) return installed;
  }
  stop(
    `The tests need ${what}, and it is neither installed nor could be. ` +
      `On Debian or Ubuntu: sudo apt-get install ${debianPackage}` +
      (what === 'chromium' ? ' (or name an existing browser: CHROMIUM=/path/to/chrome npm test).' : '.'),
  );
}

const needProgram = (program, debianPackage) => need(program, debianPackage, () => findProgram(program));

process.env.CHROMIUM = needProgram('chromium', 'chromium');
process.env.OATHTOOL = needProgram('oathtool', 'oathtool');
process.env.PSKCTOOL = needProgram('pskctool', 'pskctool');
process.env.CSV2PSKC = needProgram('csv2pskc', 'pskc-utils');
needProgram('openssl', 'openssl');
needProgram('curl', 'curl');
// Debian's own, by their paths: others of these names on the PATH are other versions.
need('/usr/bin/aws', 'awscli', () => existsSync('/usr/bin/aws'));
const boto3 = ['-c', 'import boto3'];
need('boto3', 'python3-boto3', () => spawnSync('/usr/bin/python3', boto3).status === 0);

for (const script of ['lint', 'types', 'build']) {
  if (run('npm', ['run', '-s', script]) !== 0) stop(`npm run ${script} failed: no test was run.`);
}

rmSync(TALLY, { force: true });
const status = run('node', [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=./test/support/tally.ts',
  ...process.argv.slice(2),
]);
if (!existsSync(TALLY)) stop('Vitest did not come to an end.');

const { passed, failed } = JSON.parse(readFileSync(TALLY, 'utf8'));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = status !== 0 || failed > 0 || passed === 0 ? 1 : 0;
