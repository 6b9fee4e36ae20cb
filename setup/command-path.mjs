import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the shell would find `command`, or null. */
export function commandPath(command) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, command);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}
