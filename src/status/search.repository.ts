import { Injectable } from '@nestjs/common';
import type { DevicePresence, SearchView } from '../contracts/api/index.js';
import { Config } from '../platform/config/index.js';
import { Reader, type SqlValue } from '../platform/database/index.js';

/** Enough to put the best ones first; more would not be read. */
const CANDIDATES = 50;

@Injectable()
export class SearchRepository {
  constructor(
    private readonly reader: Reader,
    private readonly config: Config,
  ) {}

  /** Centers whose name or commune code holds every one of the folded words. */
  centersWith(words: readonly string[]): Promise<SearchView['centers']> {
    const { condition, parameters } = holding(`center.folded || ' ' || center.commune_code`, words);
    return this.reader.rows(
      `SELECT center.id, center.name, province.name AS "province"
       FROM center JOIN province ON province.code = center.province_code
       WHERE center.province_code = ? AND ${condition} ORDER BY center.folded, center.id LIMIT ${CANDIDATES}`,
      [this.config.provinceCode, ...parameters],
    );
  }

  /** PCs by their own name, or by that with their center's: "quay 3 lac luong". */
  devicesWith(
    words: readonly string[],
  ): Promise<(SearchView['devices'][number] & { presence: DevicePresence })[]> {
    const { condition, parameters } = holding(`device.folded || ' ' || center.folded`, words);
    return this.reader.rows(
      `SELECT device.id, device.name, center.name AS "center", COALESCE(state.presence, 'never') AS "presence"
       FROM device JOIN center ON center.id = device.center_id
       LEFT JOIN device_state state ON state.device_id = device.id
       WHERE ${condition} ORDER BY device.folded, device.id LIMIT ${CANDIDATES}`,
      parameters,
    );
  }
}

/** A backslash before what LIKE would read as a wildcard. */
function holding(text: string, words: readonly string[]): { condition: string; parameters: SqlValue[] } {
  return {
    condition: words.map(() => `${text} LIKE ? ESCAPE '\\'`).join(' AND '),
    parameters: words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  };
}
