import type { Config } from '../config/index.js';
import { dialectOf } from './dialect/dialect-of.js';
import { Reader } from './reader.js';

export type DatabasePlace = Pick<Config, 'databaseUrl' | 'dataDir'>;

export interface ReadOnlyDatabase {
  /** Reads by SQL; it knows no entities. */
  reader: Reader;
  close(): Promise<void>;
}

/** A connection of its own that cannot write, for work beside the event loop: a worker cannot share the server's. */
export async function openReadOnly(place: DatabasePlace): Promise<ReadOnlyDatabase> {
  const dialect = dialectOf(place, 'inline');
  const dataSource = await dialect.openReader([]);
  return { reader: new Reader(dataSource, dialect), close: () => dataSource.destroy() };
}
