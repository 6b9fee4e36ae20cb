import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The file of a module that a thread begins with.
 * @throws Error when the server was not built
 */
export function builtScript(script: URL): string {
  const file = fileURLToPath(script);
  if (!existsSync(file))
    throw new Error(`${basename(file)} is missing: build the server first (npm run build)`);
  return file;
}
