import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mailRow } from '../../../src/adapters/store/mails.ts';
import { BACK_OFF } from '../../../src/core/mail/back-off.ts';
import type { QueuedMail } from '../../../src/core/mail/sealed.ts';
import { NOW } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

const ALWAYS = sql`1 = 1`;
const mail = (id: string, createdAt = NOW): QueuedMail => ({
  ...{
    id,
    to: `${id}@example.org`,
    subject: `About ${id}`,
    text: 'A device was assigned.\n',
    html: '<p>A device was assigned.</p>\n',
    sealed: undefined,
    createdAt,
  },
});
const queue = (one: QueuedMail, condition = ALWAYS) =>
  file.first.database.atomically([mailRow(file.first.database.writer, one, condition)]);
const lease = (now = NOW, limit = 10, { store } = file.first) => store.leaseMails(now, limit);
const ids = (mails: readonly { id: string }[]) => mails.map(({ id }) => id).sort();

describe('a notice', () => {
  test('is queued with the change that it reports', async () => {
    expect(await queue(mail('a'))).toEqual([[{ id: 'a' }]]);
    expect(await lease()).toEqual([{ ...mail('a'), attempts: 1 }]);
  });

  test('is not queued where the change lost its guard', async () => {
    expect(await queue(mail('a'), sql`1 = 0`)).toEqual([[]]);
    expect(file.count('mails')).toBe(0);
  });

  test('is gone with a batch that failed', async () => {
    await queue(mail('a'));
    const { writer, atomically } = file.first.database;
    await expect(
      atomically([mailRow(writer, mail('b'), ALWAYS), mailRow(writer, mail('a'), ALWAYS)]),
    ).rejects.toThrow();
    expect(ids(await lease())).toEqual(['a']);
  });
});

describe('a lease', () => {
  test('is given once at a time, and again when the next attempt is due: a process that died loses nothing', async () => {
    await queue(mail('a'));
    expect(await lease(NOW - 1)).toEqual([]);
    expect(ids(await lease())).toEqual(['a']);
    let now = NOW;
    for (const [attempt, pause] of [...BACK_OFF, BACK_OFF.at(-1) ?? 0].entries()) {
      expect(await lease(now + pause - 1)).toEqual([]);
      now += pause;
      expect(await lease(now)).toMatchObject([{ id: 'a', attempts: attempt + 2 }]);
    }
  });

  test('of two processes at once, each mail goes to one (B5)', async () => {
    const all = Array.from({ length: 40 }, (_, index) => `m${index}`);
    for (const id of all) await queue(mail(id));
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, turn) => lease(NOW, 3, turn % 2 === 0 ? file.first : file.second)),
    );
    expect(ids(taken.flat())).toEqual([...all].sort());
  });

  test('control: two processes that read first and mark later take the same mail', async () => {
    await queue(mail('a'));
    const take = async ({ database }: typeof file.first) => {
      const due = await database.reader.all(sql`select id from mails where next_attempt_at <= ${NOW}`);
      await database.writer.run(sql`update mails set next_attempt_at = ${NOW + 1}`);
      return due;
    };
    expect((await Promise.all([take(file.first), take(file.second)])).flat()).toHaveLength(2);
  });

  test('takes the oldest first and no more than asked', async () => {
    for (const age of [1, 3, 2]) await queue(mail(`m${age}`, NOW - age));
    expect(ids(await lease(NOW, 2))).toEqual(['m2', 'm3']);
    expect(ids(await lease(NOW, 2))).toEqual(['m1']);
  });
});

describe('a settled mail', () => {
  test('is deleted in production', async () => {
    await queue(mail('a'));
    await file.first.store.settleMail('a', 'sent', 0);
    expect(file.count('mails')).toBe(0);
  });

  test('that was deleted is overwritten: its words are in no free page of the file (3.16)', async () => {
    const text = 'what-a-mail-said '.repeat(500);
    const onDisk = () => {
      file.raw.pragma('wal_checkpoint(TRUNCATE)');
      return readFileSync(file.path, 'latin1').includes('what-a-mail-said');
    };
    await queue({ ...mail('a'), text });
    expect(onDisk()).toBe(true);
    await file.first.store.settleMail('a', 'sent', 0);
    expect(onDisk()).toBe(false);
    // The control: a connection that does not overwrite leaves it there.
    await queue({ ...mail('b'), text });
    file.raw.pragma('secure_delete = OFF');
    file.raw.exec('delete from mails');
    expect(onDisk()).toBe(true);
  });

  test('stays to be looked at in development, the latest ones, and is never leased again', async () => {
    for (const id of ['a', 'b', 'c']) await queue(mail(id, NOW + id.charCodeAt(0)));
    await queue(mail('waiting', NOW));
    for (const id of ['a', 'b', 'c']) await file.first.store.settleMail(id, 'sent', 2);
    expect(ids(await lease(NOW + 1_000_000))).toEqual(['waiting']);
    expect(await file.second.store.latestMails(10)).toMatchObject([
      { id: 'c', outcome: 'sent', subject: 'About c' },
      { id: 'b', outcome: 'sent' },
      { id: 'waiting', outcome: undefined },
    ]);
    expect(ids(await file.first.store.latestMails(1))).toEqual(['c']);
  });
});
