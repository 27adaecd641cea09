import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openEmbedded } from '../../../src/adapters/store/better-sqlite3.ts';
import { createStore } from '../../../src/adapters/store/store.ts';

const MIGRATIONS = new URL('../../../drizzle/sqlite', import.meta.url).pathname;

/** A database file that several gateways of one deployment have open. */
export class GatewayFile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sallyport-store-'));
  private readonly closing: (() => void | Promise<void>)[] = [];
  readonly path = join(this.folder, 'sallyport.db');
  /** Past the product: for looking at rows, and for breaking them. */
  readonly raw: Sqlite.Database;
  readonly first = this.gateway();
  readonly second = this.gateway();

  constructor() {
    this.raw = new Sqlite(this.path);
    this.closing.push(() => void this.raw.close());
  }

  private gateway() {
    const database = openEmbedded(this.path, MIGRATIONS);
    this.closing.push(database.close);
    return { database, store: createStore(database) };
  }

  count(table: string, where = '1', ...parameters: unknown[]): number {
    const row = this.raw.prepare(`select count(*) as n from ${table} where ${where}`).get(...parameters);
    return (row as { n: number }).n;
  }

  device(id: string): Record<string, unknown> {
    return this.raw.prepare('select * from devices where id = ?').get(id) as Record<string, unknown>;
  }

  /**
   * Keeps what all tables hold now, for tests that begin alike: the answer brings every row of it back and removes
   * every other, in a fraction of the time that a new file and its threads take.
   */
  keep(): () => void {
    const tables = this.raw
      .prepare(
        "select name from main.sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
      )
      .pluck()
      .all();
    this.raw.exec("attach ':memory:' as kept");
    for (const table of tables)
      this.raw.exec(`create table kept."${table}" as select * from main."${table}"`);
    return this.raw.transaction(() => {
      for (const table of tables) {
        this.raw.exec(`delete from main."${table}"`);
        this.raw.exec(`insert into main."${table}" select * from kept."${table}"`);
      }
    });
  }

  async delete(): Promise<void> {
    for (const close of this.closing) await close();
    rmSync(this.folder, { recursive: true });
  }
}
