/** Jest's `globalTeardown`. */
export default async function tearDown() {
  await globalThis.trucbanPostgres?.stop();
}
