import type { INestApplicationContext } from '@nestjs/common';

/** What an admin command gets: the services of the server on its database, and the time it was given. */
export type AdminWork = (services: INestApplicationContext, now: number) => Promise<void>;

/** Opens the services, does the work, closes them. Transactions are short: a server may run on the same database. */
export type WithServices = (work: AdminWork) => Promise<void>;

/** Rows under a heading, columns aligned. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
