import { join } from 'node:path';
import type { Config } from '../../config/index.js';
import type { Dialect } from './dialect.js';
import { PostgresDialect } from './postgres.dialect.js';
import { SqliteDialect } from './sqlite.dialect.js';

/** The one choice between the two databases: `TRUCBAN_DATABASE_URL`. */
export function dialectOf(
  place: Pick<Config, 'databaseUrl' | 'dataDir'>,
  checkpoints: Config['checkpoints'],
): Dialect {
  return place.databaseUrl
    ? new PostgresDialect(place.databaseUrl)
    : new SqliteDialect({ file: join(place.dataDir, 'trucban.sqlite'), checkpoints });
}
