// The control of the race test: a code check as it is often written. Read the last used step, look at the code,
// then write. Each node keeps to one statement at a time; nothing holds between two statements.
import { pbkdf2 } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';

const slowWork = promisify(pbkdf2);
const [file = ''] = process.argv.slice(2);
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('busy_timeout = 5000');
database.exec('create table if not exists device (id integer primary key, last_step integer not null)');
database.exec('insert or ignore into device values (1, 0)');
const read = database.prepare<[], { last_step: number }>('select last_step from device where id = 1');
const write = database.prepare('update device set last_step = ? where id = 1');

async function acceptOnce(step: number): Promise<boolean> {
  const before = read.get()?.last_step ?? 0;
  await slowWork(
    'what an honest check does meanwhile: open a secret, hash, ask another service',
    'salt',
    20_000,
    32,
    'sha256',
  );
  if (step <= before) return false;
  write.run(step);
  return true;
}

const server = createServer(async (request, response) => {
  const step = Number(new URL(request.url ?? '/', 'http://localhost').searchParams.get('step'));
  response.statusCode = (await acceptOnce(step)) ? 200 : 401;
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});
