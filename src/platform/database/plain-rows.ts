import { type DataSource, type EntityTarget, FindOperator, type ObjectLiteral } from 'typeorm';
import type { SqlValue } from './dialect/dialect.js';

/** A statement and its parameters; placeholders are `?`. */
export interface PlainStatement {
  sql: string;
  parameters: SqlValue[];
}

interface PlainTable<E> {
  create: new () => E;
  name: string;
  /** Column by property, and the column list of a SELECT under the properties' names. */
  columns: ReadonlyMap<string, string>;
  selection: string;
  generated: string | null;
}

/**
 * Statements for the questions that make up nearly all of the flow's: one table, plain equality or `IsNull()`. TypeORM builds, escapes and
 * hydrates each of them anew, which took a third of the server's time under load (docs/decisions/0004-ingest-hot-path.md).
 * Whatever is not that plain goes to TypeORM: every method answers null then.
 */
export class PlainRows {
  private readonly tables = new Map<unknown, PlainTable<ObjectLiteral>>();

  constructor(private readonly dataSource: DataSource) {}

  select<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    options: object,
    suffix: string,
  ): PlainStatement | null {
    const { where, ...rest } = options as { where?: Record<string, unknown> };
    if (where === undefined || Object.keys(rest).length > 0) return null;
    const table = this.table(entity);
    const condition = conditionOf(table, where);
    return (
      condition && {
        sql: `SELECT ${table.selection} FROM ${table.name} WHERE ${condition.sql}${suffix}`,
        parameters: condition.parameters,
      }
    );
  }

  update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: object,
    values: object,
  ): PlainStatement | null {
    const table = this.table(entity);
    const condition = conditionOf(table, where as Record<string, unknown>);
    const given = plainEntries(table, values);
    if (!condition || !given || given.length === 0) return null;
    const assignments = given.map(([column]) => `${column} = ?`).join(', ');
    return {
      sql: `UPDATE ${table.name} SET ${assignments} WHERE ${condition.sql}`,
      parameters: [...given.map(([, value]) => value), ...condition.parameters],
    };
  }

  /** Answers the generated key as `id`, where the table has one. */
  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, values: object): PlainStatement | null {
    const table = this.table(entity);
    const given = plainEntries(table, values);
    if (!given || given.length === 0) return null;
    const returning = table.generated === null ? '' : ` RETURNING ${table.generated} AS id`;
    return {
      sql:
        `INSERT INTO ${table.name} (${given.map(([column]) => column).join(', ')}) ` +
        `VALUES (${given.map(() => '?').join(', ')})${returning}`,
      parameters: given.map(([, value]) => value),
    };
  }

  hydrate<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: readonly object[]): E[] {
    const { create } = this.table(entity);
    return rows.map((row) => Object.assign(new create(), row) as E);
  }

  private table(entity: EntityTarget<ObjectLiteral>): PlainTable<ObjectLiteral> {
    let table = this.tables.get(entity);
    if (!table) {
      const metadata = this.dataSource.getMetadata(entity);
      const columns = new Map(
        metadata.columns.map((column) => [column.propertyName, `"${column.databaseName}"`]),
      );
      table = {
        create: metadata.target as new () => ObjectLiteral,
        name: `"${metadata.tableName}"`,
        columns,
        selection: [...columns].map(([property, column]) => `${column} AS "${property}"`).join(', '),
        generated: metadata.generatedColumns[0] ? `"${metadata.generatedColumns[0].databaseName}"` : null,
      };
      this.tables.set(entity, table);
    }
    return table;
  }
}

function conditionOf(
  table: PlainTable<ObjectLiteral>,
  where: Record<string, unknown>,
): PlainStatement | null {
  const asked = Object.entries(where);
  const nulls = asked.filter(([, value]) => value instanceof FindOperator && value.type === 'isNull');
  const equal = asked.filter(([property]) => !nulls.some(([name]) => name === property));
  const columns = nulls.map(([property]) => table.columns.get(property));
  const entries = plainEntries(table, Object.fromEntries(equal));
  if (!entries || entries.length === 0 || columns.includes(undefined)) return null;
  // What `= NULL` means to whoever writes it is not what it means to SQL.
  if (entries.some(([, value]) => value === null)) return null;
  return {
    sql: [
      ...entries.map(([column]) => `${column} = ?`),
      ...columns.map((column) => `${column} IS NULL`),
    ].join(' AND '),
    parameters: entries.map(([, value]) => value),
  };
}

/** Columns and their values; null when one is no column or no plain value. Undefined ones are left out, as TypeORM does. */
function plainEntries(table: PlainTable<ObjectLiteral>, values: object): [string, SqlValue][] | null {
  const entries: [string, SqlValue][] = [];
  for (const [property, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const column = table.columns.get(property);
    const plain = value === null || typeof value === 'string' || typeof value === 'number';
    if (column === undefined || !plain) return null;
    entries.push([column, value as SqlValue]);
  }
  return entries;
}
