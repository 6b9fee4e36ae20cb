import type { Pool, PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { SnakeNaming } from '../columns.js';
import type { AppendBatch, Dialect, DialectOptions, Durability } from './dialect.js';
import { upsertClause } from './upsert.js';

export class PostgresDialect implements Dialect {
  readonly name = 'postgres';
  readonly oneWriter = false;
  readonly skipLocked = ' FOR UPDATE SKIP LOCKED';

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

  /** 40P01 deadlock detected, 40001 serialization failure. */
  isCollision(error: unknown): boolean {
    const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
    return ['40P01', '40001'].includes(driverError?.code ?? code ?? '');
  }

  async begin(runner: QueryRunner, durability: Durability): Promise<void> {
    await runner.query('BEGIN');
    if (durability === 'derived') await runner.query('SET LOCAL synchronous_commit TO OFF');
  }

  placeholders(sql: string): string {
    let position = 0;
    return sql.replace(/\?/g, () => `$${++position}`);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function pool(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** One statement however many rows: each column travels as one array. */
async function appendRows(client: PoolClient, batch: AppendBatch): Promise<void> {
  const names = batch.columns.map((column) => column.name);
  const arrays = batch.columns.map((column, index) => `$${index + 1}::${column.type}[]`);
  const values = batch.columns.map((_, index) => batch.rows.map((row) => row[index] ?? null));
  await client.query(
    `INSERT INTO ${batch.table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})` +
      upsertClause(names, batch.upsertOn),
    values,
  );
}
