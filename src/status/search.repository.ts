import { Injectable } from '@nestjs/common';
import type { DevicePresence, SearchView } from '../contracts/api/index.js';
import { ALL_PROVINCES, Config } from '../platform/config/index.js';
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
  centersWith(words: readonly string[], province: string | null): Promise<SearchView['centers']> {
    const each = words.map(() => `center.folded || ' ' || center.commune_code LIKE ? ESCAPE '\\'`);
    return this.reader.rows(
      `SELECT center.id, center.name, province.name AS "province"
       FROM center JOIN province ON province.code = center.province_code
       WHERE ? IN (center.province_code, '${ALL_PROVINCES}') AND ${each.join(' AND ')}
       ORDER BY center.folded, center.id LIMIT ${CANDIDATES}`,
      [province ?? this.config.provinceCode, ...words.map(containing)],
    );
  }

  /**
   * PCs by their own name, or by that with their center's: "quay 3 lac luong". The centers of a word are found first, so that
   * the PCs are looked through by their index alone, without joining each to its center.
   */
  devicesWith(
    words: readonly string[],
    province: string | null,
  ): Promise<(SearchView['devices'][number] & { presence: DevicePresence })[]> {
    const held = 'device.center_id IN (SELECT id FROM center WHERE province_code = ?)';
    const each = words.map(
      () => `(device.folded LIKE ? ESCAPE '\\'
        OR device.center_id IN (SELECT id FROM center WHERE folded LIKE ? ESCAPE '\\'))`,
    );
    return this.reader.rows(
      `SELECT device.id, device.name, center.name AS "center", COALESCE(state.presence, 'never') AS "presence"
       FROM (SELECT id, folded FROM device
         WHERE ${[...each, ...(province === null ? [] : [held])].join(' AND ')} ORDER BY folded, id LIMIT ${CANDIDATES}) found
       JOIN device ON device.id = found.id
       JOIN center ON center.id = device.center_id
       LEFT JOIN device_state state ON state.device_id = device.id
       ORDER BY found.folded, found.id`,
      [
        ...words.flatMap((word): SqlValue[] => [containing(word), containing(word)]),
        ...(province === null ? [] : [province]),
      ],
    );
  }
}

/** A backslash before what LIKE would read as a wildcard. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
