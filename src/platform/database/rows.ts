import type { EntityManager, EntityTarget, FindManyOptions, FindOneOptions, ObjectLiteral } from 'typeorm';
import type { SqlValue } from './dialect/dialect.js';
import type { NewestTerms } from './dialect/terms.js';
import type { PlainRows } from './plain-rows.js';

/** What can be asked of the database, in a unit of work or outside of one. Placeholders are `?` on both databases. */
export abstract class Rows {
  protected constructor(
    private readonly manager: EntityManager,
    protected readonly plain: PlainRows,
  ) {}

  abstract rows<T>(sql: string, parameters?: readonly SqlValue[]): Promise<T[]>;

  /** Ids of the newest entries of a term index that fulfil every clause, the newest (highest) first. */
  abstract newestWith(index: string, asked: NewestTerms): Promise<number[]>;

  async row<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T | null> {
    return (await this.rows<T>(sql, parameters))[0] ?? null;
  }

  async find<E extends ObjectLiteral>(entity: EntityTarget<E>, options?: FindManyOptions<E>): Promise<E[]> {
    const plain = this.plain.select(entity, options ?? {}, '');
    if (!plain) return this.manager.find(entity, options);
    return this.plain.hydrate(entity, await this.rows<object>(plain.sql, plain.parameters));
  }

  async findOne<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    options: FindOneOptions<E>,
  ): Promise<E | null> {
    const plain = this.plain.select(entity, options, ' LIMIT 1');
    if (!plain) return this.manager.findOne(entity, options);
    return this.plain.hydrate(entity, await this.rows<object>(plain.sql, plain.parameters))[0] ?? null;
  }
}
