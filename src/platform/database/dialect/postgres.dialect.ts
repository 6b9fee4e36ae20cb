import type { Pool, PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { SnakeNaming } from '../columns.js';
import {
  type AppendBatch,
  type AppendColumn,
  type Dialect,
  type DialectOptions,
  type Durability,
  type EachUpdate,
  type Outcome,
  ROW_VALUE,
  type SqlValue,
} from './dialect.js';
import { newestPostgresTerms, putPostgresTerms } from './postgres-terms.js';
import type { NewestTerms } from './terms.js';
import { upsertClause } from './upsert.js';

export class PostgresDialect implements Dialect {
  readonly name = 'postgres';
  readonly oneWriter = false;
  readonly skipLocked = ' FOR UPDATE SKIP LOCKED';
  readonly forUpdate = ' FOR UPDATE';

  constructor(private readonly url: string) {}

  async open({ entities, migrations }: DialectOptions): Promise<{ write: DataSource; read: DataSource }> {
    const write = new DataSource({
      type: 'postgres',
      url: this.url,
      entities,
      migrations,
      namingStrategy: new SnakeNaming(),
      parseInt8: true,
      applicationName: 'trucban',
      poolSize: 12,
    });
    await write.initialize();
    await this.migrateOnce(write);
    return { write, read: write };
  }

  openReader(entities: DialectOptions['entities']): Promise<DataSource> {
    return new DataSource({
      type: 'postgres',
      url: this.url,
      entities,
      namingStrategy: new SnakeNaming(),
      parseInt8: true,
      applicationName: 'trucban-reader',
      poolSize: 1,
      extra: { options: '-c default_transaction_read_only=on' },
    }).initialize();
  }

  /** Several processes may start together: an advisory lock lets one migrate while the others wait. */
  private async migrateOnce(write: DataSource): Promise<void> {
    const guard = write.createQueryRunner();
    await guard.connect();
    try {
      await guard.query('SELECT pg_advisory_lock(7204301)');
      await write.runMigrations({ transaction: 'each' });
    } finally {
      await guard.query('SELECT pg_advisory_unlock(7204301)');
      await guard.release();
    }
  }

  async append(write: DataSource, batches: readonly AppendBatch[]): Promise<void> {
    const client = await pool(write).connect();
    try {
      await client.query('BEGIN');
      for (const batch of batches) await appendRows(client, batch);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  /** One statement however many rows. */
  async updateEach(runner: QueryRunner, { sql, columns, rows }: EachUpdate): Promise<unknown[]> {
    const names = columns.map(({ name }) => name).join(', ');
    const { arrays, values } = columnwise(columns, rows);
    const text = sql
      .replace(/\bWHERE\b/, () => `FROM unnest(${arrays}) AS line (${names}) WHERE`)
      .replace(ROW_VALUE, 'line.$1');
    return (await runner.query(text, values, true)).records as unknown[];
  }

  putTerms(runner: QueryRunner, index: string, id: number, terms: readonly string[]): Promise<void> {
    return putPostgresTerms((...statement) => this.execute(runner, ...statement), index, id, terms);
  }

  newestWith(on: QueryRunner | DataSource, index: string, asked: NewestTerms): Promise<number[]> {
    return newestPostgresTerms((...statement) => this.execute(on, ...statement), index, asked);
  }

  /** 40P01 deadlock detected, 40001 serialization failure. */
  isCollision(error: unknown): boolean {
    const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
    return ['40P01', '40001'].includes(driverError?.code ?? code ?? '');
  }

  async begin(runner: QueryRunner, durability: Durability): Promise<void> {
    await runner.query('BEGIN');
    if (durability === 'derived') await runner.query('SET LOCAL synchronous_commit TO OFF');
  }

  async execute(
    on: QueryRunner | DataSource,
    sql: string,
    parameters: readonly SqlValue[],
  ): Promise<Outcome> {
    const runner = 'createQueryRunner' in on ? on.createQueryRunner() : on;
    try {
      const result = await runner.query(numbered(sql), [...parameters], true);
      const rows = (result.records as unknown[] | undefined) ?? [];
      return { rows, affected: result.affected ?? rows.length };
    } finally {
      if (runner !== on) await runner.release();
    }
  }

  /** Nothing here needs the writes to stand still. */
  lendPause(): void {}

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function numbered(sql: string): string {
  let position = 0;
  return sql.replace(/\?/g, () => `$${++position}`);
}

function pool(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

async function appendRows(
  client: PoolClient,
  { table, columns, rows, upsertOn }: AppendBatch,
): Promise<void> {
  const names = columns.map(({ name }) => name);
  const { arrays, values } = columnwise(columns, rows);
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays})` +
      upsertClause(names, upsertOn),
    values,
  );
}

/** Each column travels as one array: one statement, and one parameter a column, however many rows. */
function columnwise(
  columns: readonly AppendColumn[],
  rows: readonly (readonly SqlValue[])[],
): { arrays: string; values: SqlValue[][] } {
  return {
    arrays: columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', '),
    values: columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  };
}
