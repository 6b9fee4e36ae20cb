import { ALL_PROVINCES } from '../platform/config/index.js';
import type { SqlValue } from '../platform/database/index.js';
import type { ReportFilter } from './domain/report-request.js';

export interface Condition {
  sql: string;
  parameters: SqlValue[];
}

/** The rows of `filter`; `text` is the SQL of the folded text that is searched. */
export function conditionOf(filter: ReportFilter, text: string): Condition {
  const sql = ['1 = 1'];
  const parameters: SqlValue[] = [];
  if (filter.provinceCode !== ALL_PROVINCES) {
    sql.push('center.province_code = ?');
    parameters.push(filter.provinceCode);
  }
  for (const id of filter.centerIds) {
    sql.push('center.id = ?');
    parameters.push(id);
  }
  for (const word of filter.words) {
    sql.push(`${text} LIKE ? ESCAPE '\\'`);
    parameters.push(`%${word.replace(/[\\%_]/g, '\\$&')}%`);
  }
  return { sql: sql.join(' AND '), parameters };
}

/** The rows that `ids` name, in that order. */
export function inOrderOf<T>(ids: readonly number[], rows: readonly T[], idOf: (row: T) => number): T[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

export function marksFor(ids: readonly number[]): string {
  return ids.map(() => '?').join(', ');
}
