import { startPostgres } from './postgres-server.mjs';
import { throwAwayFolder } from './throw-away-folder.mjs';

/** Jest's `globalSetup`: a folder for what is made once for the whole run, and one PostgreSQL when the run wants one. */
export default async function setUp() {
  process.env.TRUCBAN_TEST_TEMPLATES = throwAwayFolder('trucban-templates-');
  if (process.env.TRUCBAN_TEST_DATABASE !== 'postgres') return;
  const server = await startPostgres();
  process.env.TRUCBAN_TEST_POSTGRES_URL = server.url;
  globalThis.trucbanPostgres = server;
}
