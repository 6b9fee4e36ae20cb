import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource, type QueryRunner } from 'typeorm';
import { SnakeNaming } from '../columns.js';
import { Checkpointer } from './checkpointer.js';
import {
  type AppendBatch,
  type Dialect,
  type DialectOptions,
  type Durability,
  type EachUpdate,
  type Outcome,
  type PauseWrites,
  ROW_VALUE,
  type SqlValue,
} from './dialect.js';
import { SqliteStatements } from './sqlite-statements.js';
import { newestSqliteTerms, putSqliteTerms } from './sqlite-terms.js';
import type { NewestTerms } from './terms.js';
import { upsertClause } from './upsert.js';

export interface SqliteOptions {
  file: string;
  /** `worker`: checkpoints run beside the event loop (the server). `inline`: SQLite's own (short-lived tools, specs). */
  checkpoints: 'worker' | 'inline';
}

const BUSY_TIMEOUT_MS = 5_000;
/** A server that is just ending needs a moment. */
const CLAIM_TIMEOUT_MS = 5_000;

/** SQLite's own 2 MB hold the rows of some 5,000 PCs: a nation's fold would read nearly every page from the file anew. */
const PAGE_CACHE_KIB = 64 * 1024;

export class SqliteDialect implements Dialect {
  readonly name = 'sqlite';
  readonly oneWriter = true;
  readonly skipLocked = '';
  readonly forUpdate = '';
  private readonly statements = new WeakMap<DataSource, SqliteStatements>();
  private checkpointer: Checkpointer | null = null;
  private pause: PauseWrites | null = null;
  private claim: BetterSqlite3.Database | null = null;
  /** As `prepareWriter` leaves it. */
  private waiting = true;

  constructor(private readonly options: SqliteOptions) {}

  async open({ entities, migrations }: DialectOptions): Promise<{ write: DataSource; read: DataSource }> {
    mkdirSync(dirname(this.options.file), { recursive: true });
    if (this.options.checkpoints === 'worker') this.beTheOnlyServer();
    const write = new DataSource({
      type: 'better-sqlite3',
      database: this.options.file,
      entities,
      migrations,
      namingStrategy: new SnakeNaming(),
      timeout: BUSY_TIMEOUT_MS,
      prepareDatabase: (db: BetterSqlite3.Database) => this.prepareWriter(db),
    });
    await write.initialize();
    assertDurable(handle(write));
    await write.runMigrations({ transaction: 'each' });
    const read = await this.openReader(entities);
    if (this.options.checkpoints === 'worker')
      this.checkpointer = new Checkpointer(this.options.file, () => this.pause);
    return { write, read };
  }

  openReader(entities: DialectOptions['entities']): Promise<DataSource> {
    return new DataSource({
      type: 'better-sqlite3',
      database: this.options.file,
      entities,
      readonly: true,
      namingStrategy: new SnakeNaming(),
      timeout: BUSY_TIMEOUT_MS,
    }).initialize();
  }

  append(write: DataSource, batches: readonly AppendBatch[]): Promise<void> {
    const db = handle(write);
    const statements = this.statementsOf(write);
    this.commitsWait(db, true);
    const run = db.transaction(() => {
      for (const batch of batches) {
        const statement = statements.of(appendStatement(batch));
        for (const row of batch.rows) statement.run(...row);
      }
    });
    run.immediate();
    return Promise.resolve();
  }

  /**
   * Takes the write lock at once: a unit that reads first could otherwise lose it to an admin command in between. In WAL mode
   * `synchronous` decides at the commit alone whether the disk is waited for; NORMAL keeps every commit whole and in order.
   */
  async begin(runner: QueryRunner, durability: Durability): Promise<void> {
    this.commitsWait(handle(runner.dataSource), durability === 'answered');
    await this.execute(runner, 'BEGIN IMMEDIATE', []);
  }

  execute(on: QueryRunner | DataSource, sql: string, parameters: readonly SqlValue[]): Promise<Outcome> {
    const dataSource = 'dataSource' in on ? on.dataSource : on;
    return new Promise((resolve) => resolve(this.statementsOf(dataSource).execute(sql, parameters)));
  }

  /** Row by row: a prepared statement by primary key costs less than a join with a list of values. */
  updateEach(runner: QueryRunner, { sql, columns, rows }: EachUpdate): Promise<unknown[]> {
    const places = new Map(columns.map(({ name }, place) => [name, place]));
    const asked: number[] = [];
    const text = sql.replace(ROW_VALUE, (_, name: string) => {
      asked.push(places.get(name)!);
      return '?';
    });
    const statements = this.statementsOf(runner.dataSource);
    const valuesOf = (row: readonly SqlValue[]) => asked.map((place) => row[place] ?? null);
    return new Promise((resolve) =>
      resolve(rows.flatMap((row) => statements.execute(text, valuesOf(row)).rows)),
    );
  }

  putTerms(runner: QueryRunner, index: string, id: number, terms: readonly string[]): Promise<void> {
    const statements = this.statementsOf(runner.dataSource);
    return new Promise((resolve) => resolve(putSqliteTerms(statements, index, id, terms)));
  }

  newestWith(on: QueryRunner | DataSource, index: string, asked: NewestTerms): Promise<number[]> {
    const statements = this.statementsOf('dataSource' in on ? on.dataSource : on);
    return new Promise((resolve) => resolve(newestSqliteTerms(statements, index, asked)));
  }

  /** One writer at a time: nobody to collide with. */
  isCollision(): boolean {
    return false;
  }

  lendPause(pause: PauseWrites): void {
    this.pause = pause;
  }

  async close(): Promise<void> {
    await this.checkpointer?.stop();
    this.checkpointer = null;
    this.claim?.close();
    this.claim = null;
  }

  /** The pragma takes effect when it is compiled, so it cannot be one of the cached statements; hence only when it changes. */
  private commitsWait(db: BetterSqlite3.Database, wait: boolean): void {
    if (this.waiting === wait) return;
    db.pragma(`synchronous = ${wait ? 'FULL' : 'NORMAL'}`);
    this.waiting = wait;
  }

  /**
   * One server a folder: a second one would judge from a memory of its own. The claim is a lock that the operating system
   * takes back from a process that dies, so nothing stale can be left behind. Admin commands need none.
   */
  private beTheOnlyServer(): void {
    const claim = new Database(`${this.options.file}.server`, { timeout: CLAIM_TIMEOUT_MS });
    try {
      claim.exec('BEGIN EXCLUSIVE');
    } catch {
      claim.close();
      throw new Error(
        `another server runs on ${this.options.file}: stop it, or give this one a TRUCBAN_DATA_DIR of its own.`,
      );
    }
    this.claim = claim;
  }

  private prepareWriter(db: BetterSqlite3.Database): void {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
    if (this.options.checkpoints === 'worker') db.pragma('wal_autocheckpoint = 0');
  }

  private statementsOf(dataSource: DataSource): SqliteStatements {
    let statements = this.statements.get(dataSource);
    if (!statements) {
      statements = new SqliteStatements(handle(dataSource));
      this.statements.set(dataSource, statements);
    }
    return statements;
  }
}

function appendStatement(batch: AppendBatch): string {
  const names = batch.columns.map((column) => column.name);
  const marks = names.map(() => '?').join(', ');
  return `INSERT INTO ${batch.table} (${names.join(', ')}) VALUES (${marks})${upsertClause(names, batch.upsertOn)}`;
}

function handle(dataSource: DataSource): BetterSqlite3.Database {
  return (dataSource.driver as unknown as { databaseConnection: BetterSqlite3.Database }).databaseConnection;
}

/** Decision 1 rests on these two: an answer that leaves after a commit must mean the disk has it. */
function assertDurable(db: BetterSqlite3.Database): void {
  const journal = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== 2) {
    throw new Error(
      `SQLite must run with journal_mode=WAL and synchronous=FULL, but has ${String(journal)} and ${String(synchronous)}: ` +
        'put TRUCBAN_DATA_DIR on a local disk (not a network share).',
    );
  }
}
