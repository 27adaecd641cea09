import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import type { Job, Reply } from './writer.ts';

/**
 * The one thread of a process that writes. A commit waits for the disk (synchronous=FULL, milliseconds); here
 * it holds up nobody. Jobs that arrive while the disk works share the next commit, each in a savepoint of its
 * own, so that one that fails takes none of the others with it.
 */
const port = parentPort;
if (port === null) throw new Error('writer-thread.ts is started by writer.ts');

const database = new Sqlite(workerData.file);
// FULL, because a spent code that a power cut brings back can be used again.
database.pragma('synchronous = FULL');
database.pragma('busy_timeout = 5000');
// What was deleted is overwritten: a mail that was sent must not be read out of free pages.
database.pragma('secure_delete = ON');

const prepared = new Map<string, Sqlite.Statement>();
let waiting: Job[] = [];

port.on('message', (job: Job | 'close') => {
  if (job === 'close') {
    if (waiting.length > 0) commit();
    database.close();
    port.close();
    return;
  }
  if (waiting.push(job) === 1) setImmediate(commit);
});

function commit(): void {
  const jobs = waiting;
  waiting = [];
  if (jobs.length === 0) return;
  let replies: Reply[];
  try {
    // IMMEDIATE: the wait for another process's write happens here, not in the middle.
    database.exec('BEGIN IMMEDIATE');
    replies = jobs.map(perform);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    replies = jobs.map(({ id }) => ({ id, failure: failureOf(error) }));
  }
  port?.postMessage(replies);
}

function perform({ id, statements }: Job): Reply {
  database.exec('SAVEPOINT job');
  try {
    const rows = statements.map(({ sql, params }) => {
      let statement = prepared.get(sql);
      if (statement === undefined) {
        statement = database.prepare(sql);
        if (statement.reader) statement.raw();
        prepared.set(sql, statement);
      }
      if (statement.reader) return statement.all(...params);
      statement.run(...params);
      return [];
    });
    database.exec('RELEASE job');
    return { id, rows };
  } catch (error) {
    // An error that ended the whole transaction (disk full) is everybody's.
    if (!database.inTransaction) throw error;
    database.exec('ROLLBACK TO job; RELEASE job');
    return { id, failure: failureOf(error) };
  }
}

/** The engine's code and words; neither quotes a value. */
function failureOf(error: unknown): { code: string; message: string } {
  const { code, message } = error as { code?: string; message: string };
  return { code: code ?? 'ERROR', message };
}
