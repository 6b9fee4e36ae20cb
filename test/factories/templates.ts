import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { dialectOf } from '../../src/platform/database/dialect/dialect-of.js';
import { migrations } from '../../src/platform/database/migrations/index.js';

/**
 * Migrating an empty database takes longer than most tests, so each is migrated once for a run and copied from then on. What
 * it was migrated by is in its name: a copy of older migrations cannot be taken for one of these.
 */
const MIGRATIONS = fileURLToPath(new URL('../../src/platform/database/migrations', import.meta.url));
const SQLITE = 'trucban.sqlite';

function digestOfMigrations(): string {
  const digest = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort())
    digest.update(name).update(readFileSync(join(MIGRATIONS, name)));
  return digest.digest('hex').slice(0, 16);
}

async function migrate(place: { dataDir: string; databaseUrl: string | null }): Promise<void> {
  const dialect = dialectOf(place, 'inline');
  const { read, write } = await dialect.open({ entities: [], migrations });
  await dialect.close();
  if (read !== write) await read.destroy();
  await write.destroy();
}

/** The name of a migrated database on this server, which nobody is connected to. */
export async function postgresTemplate(server: string): Promise<string> {
  const name = `trucban_template_${digestOfMigrations()}`;
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    // Workers of one run meet here; the lock ends with the connection.
    await client.query('SELECT pg_advisory_lock(7204302)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return name;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await migrate({ dataDir: '', databaseUrl: `${server}/${unfinished}` });
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** Lays a migrated file into `dataDir`; without a folder that lasts for the whole run the application migrates its own. */
export async function placeSqliteTemplate(dataDir: string): Promise<void> {
  const folder = process.env['TRUCBAN_TEST_TEMPLATES'];
  if (folder === undefined) return;
  const template = join(folder, `${digestOfMigrations()}.sqlite`);
  if (!existsSync(template)) {
    // Whole at once, whoever else makes one.
    const unfinished = join(folder, `unfinished-${process.pid}`);
    mkdirSync(unfinished, { recursive: true });
    await migrate({ dataDir: unfinished, databaseUrl: null });
    renameSync(join(unfinished, SQLITE), template);
    rmSync(unfinished, { recursive: true, force: true });
  }
  copyFileSync(template, join(dataDir, SQLITE));
}
