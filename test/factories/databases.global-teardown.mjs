import { rmSync } from 'node:fs';

/** Jest's `globalTeardown`. */
export default async function tearDown() {
  await globalThis.trucbanPostgres?.stop();
  rmSync(process.env.TRUCBAN_TEST_TEMPLATES, { recursive: true, force: true });
}
