import type { DataSource } from 'typeorm';
import type { Dialect, SqlValue } from './dialect/dialect.js';
import type { NewestTerms } from './dialect/terms.js';
import { PlainRows } from './plain-rows.js';
import { Rows } from './rows.js';

/**
 * Reads outside a transaction, on a connection that cannot write. It sees what is committed, which inside a unit of work
 * is not what the unit has done so far: there, read through the `Transaction`.
 */
export class Reader extends Rows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dialect: Dialect,
  ) {
    super(dataSource.manager, new PlainRows(dataSource));
  }

  async rows<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.dialect.execute(this.dataSource, sql, parameters)).rows as T[];
  }

  newestWith(index: string, asked: NewestTerms): Promise<number[]> {
    return this.dialect.newestWith(this.dataSource, index, asked);
  }
}
