import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres-server.mjs';
import { throwAwayFolder } from './throw-away-folder.mjs';
import { placeSqliteTemplate, postgresTemplate } from './templates.js';

/** Where one test application keeps everything: a folder, and on PostgreSQL a database of its own. */
export interface TestData {
  dataDir: string;
  databaseUrl: string | null;
  remove(): Promise<void>;
}

/** Started by a spec file that runs without Jest's global setup, and stopped when the last data in it is removed. */
let own: { server: ReturnType<typeof startPostgres>; users: number } | null = null;

async function ownServer(): Promise<string> {
  own ??= { server: startPostgres(), users: 0 };
  own.users += 1;
  return (await own.server).url;
}

async function leaveOwnServer(): Promise<void> {
  if (!own || --own.users > 0) return;
  const { server } = own;
  own = null;
  await (await server).stop();
}

/** Asked for once by each spec file. */
let template: Promise<string> | undefined;

/**
 * Fresh data, migrated and otherwise empty, in the database that `TRUCBAN_TEST_DATABASE` names: `sqlite` (the default) or
 * `postgres`. `onDisk`: what is tested is that it is still there.
 */
export async function freshData({ onDisk = false } = {}): Promise<TestData> {
  const prefix = 'trucban-test-';
  const dataDir = onDisk ? mkdtempSync(join(tmpdir(), prefix)) : throwAwayFolder(prefix);
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true });
  if (process.env['TRUCBAN_TEST_DATABASE'] !== 'postgres') {
    await placeSqliteTemplate(dataDir);
    return { dataDir, databaseUrl: null, remove: async () => removeFolder() };
  }
  const shared = process.env['TRUCBAN_TEST_POSTGRES_URL'];
  const server = shared ?? (await ownServer());
  const name = `trucban_${randomBytes(6).toString('hex')}`;
  const migrated = await (shared === undefined
    ? postgresTemplate(server)
    : (template ??= postgresTemplate(server)));
  await asAdministrator(server, `CREATE DATABASE ${name} TEMPLATE ${migrated}`);
  return {
    dataDir,
    databaseUrl: `${server}/${name}`,
    remove: async () => {
      removeFolder();
      await asAdministrator(server, `DROP DATABASE ${name} WITH (FORCE)`);
      if (shared === undefined) await leaveOwnServer();
    },
  };
}

async function asAdministrator(server: string, statement: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
