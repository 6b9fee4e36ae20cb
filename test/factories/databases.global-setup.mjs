import { startPostgres } from './postgres-server.mjs';

/** Jest's `globalSetup`: one PostgreSQL for the whole run, when the run wants one. */
export default async function setUp() {
  if (process.env.TRUCBAN_TEST_DATABASE !== 'postgres') return;
  const server = await startPostgres();
  process.env.TRUCBAN_TEST_POSTGRES_URL = server.url;
  globalThis.trucbanPostgres = server;
}
