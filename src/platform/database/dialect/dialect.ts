import type { DataSource, DataSourceOptions, QueryRunner } from 'typeorm';
import type { NewestTerms } from './terms.js';

export type SqlValue = string | number | null;

/** What a statement did: the rows it answered (a `RETURNING` answers rows too) and how many it touched. */
export interface Outcome {
  rows: unknown[];
  affected: number;
}

/** Rows for one table, appended in one go. Every row has the same columns in the same order. */
export interface AppendBatch {
  table: string;
  columns: readonly AppendColumn[];
  rows: readonly (readonly SqlValue[])[];
  /** `ON CONFLICT (…) DO UPDATE`: rows must be unique by these columns within the batch. */
  upsertOn?: readonly string[];
}

/** One UPDATE for each of many rows: `:name` in its text stands for that column of the row. */
export interface EachUpdate {
  /** `UPDATE … SET … WHERE …`, with a `RETURNING` where answers are wanted. */
  sql: string;
  columns: readonly AppendColumn[];
  rows: readonly (readonly SqlValue[])[];
}

/** The places of an `EachUpdate`'s columns in its text; `::` is a cast. */
export const ROW_VALUE = /(?<!:):([a-z_]+)/g;

export interface AppendColumn {
  name: string;
  type: 'bigint' | 'text';
}

export type Migrations = NonNullable<DataSourceOptions['migrations']>;

export interface DialectOptions {
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations: Migrations;
}

/**
 * What a commit waits for. `answered`: the disk, because somebody is told. `derived`: nothing; after a power cut (never after
 * the death of a process) the newest of these are gone as if they had not run, in the order of their commits, and what they
 * were derived from is still there to do them again. A later `answered` commit makes all before it last.
 */
export type Durability = 'answered' | 'derived';

export type PauseWrites = (task: () => Promise<void>) => Promise<void>;

/** Everything in which SQLite and PostgreSQL differ. Nothing outside this folder asks which one is in use. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** Connection(s) that write. On SQLite exactly one, shared, hence the queue in `UnitOfWork`. */
  open(options: DialectOptions): Promise<{ write: DataSource; read: DataSource }>;
  /** One more connection, which cannot write. */
  openReader(entities: DialectOptions['entities']): Promise<DataSource>;
  /** True when overlapping transactions must be kept apart by the process itself. */
  readonly oneWriter: boolean;
  /** Appends all batches atomically and durably. On SQLite it runs to its end without yielding. */
  append(write: DataSource, batches: readonly AppendBatch[]): Promise<void>;
  /** What `Transaction.updateEach` says. */
  updateEach(runner: QueryRunner, update: EachUpdate): Promise<unknown[]>;
  /** Begins a transaction that is going to write. */
  begin(runner: QueryRunner, durability: Durability): Promise<void>;
  /** Suffix of a SELECT that claims rows, so that other processes pass them by. */
  readonly skipLocked: string;
  /** Suffix of a SELECT of rows that are about to be changed by what they say: whoever else would change them waits. */
  readonly forUpdate: string;
  /** Two transactions got in each other's way and this one was rolled back: the same work, run again, will do. */
  isCollision(error: unknown): boolean;
  /** Runs one statement: on the connection of a unit of work, or on any that `on` has. Placeholders are `?`. */
  execute(on: QueryRunner | DataSource, sql: string, parameters: readonly SqlValue[]): Promise<Outcome>;
  /** What `Transaction.putTerms` says. */
  putTerms(runner: QueryRunner, index: string, id: number, terms: readonly string[]): Promise<void>;
  /** What `Rows.newestWith` says. */
  newestWith(on: QueryRunner | DataSource, index: string, asked: NewestTerms): Promise<number[]>;
  /** Called once: how to keep every write of this process waiting while a task runs. */
  lendPause(pause: PauseWrites): void;
  /** Stops background work that belongs to the database. */
  close(): Promise<void>;
}
