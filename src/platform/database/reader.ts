import type { DataSource, EntityTarget, FindManyOptions, FindOneOptions, ObjectLiteral } from 'typeorm';
import type { Dialect } from './dialect/dialect.js';
import { PlainRows } from './plain-rows.js';
import type { SqlValue } from './unit-of-work.js';

/**
 * Reads outside a transaction, on a connection that cannot write. It sees what is committed, which inside a unit of work
 * is not what the unit has done so far: there, read through the `Transaction`.
 */
export class Reader {
  private readonly plain: PlainRows;

  constructor(
    private readonly dataSource: DataSource,
    private readonly dialect: Dialect,
  ) {
    this.plain = new PlainRows(dataSource);
  }

  async find<E extends ObjectLiteral>(entity: EntityTarget<E>, options?: FindManyOptions<E>): Promise<E[]> {
    const plain = this.plain.select(entity, options ?? {}, '');
    if (!plain) return this.dataSource.manager.find(entity, options);
    return this.plain.hydrate(entity, await this.rows<object>(plain.sql, plain.parameters));
  }

  async findOne<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    options: FindOneOptions<E>,
  ): Promise<E | null> {
    const plain = this.plain.select(entity, options, ' LIMIT 1');
    if (!plain) return this.dataSource.manager.findOne(entity, options);
    return this.plain.hydrate(entity, await this.rows<object>(plain.sql, plain.parameters))[0] ?? null;
  }

  async rows<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.dataSource.query<T[]>(this.dialect.placeholders(sql), [...parameters]);
  }

  async row<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T | null> {
    return (await this.rows<T>(sql, parameters))[0] ?? null;
  }
}
