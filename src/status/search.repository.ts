import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
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
  centersWith(words: readonly string[], { province, center }: Hold): Promise<SearchView['centers']> {
    const each = words.map(() => `center.folded || ' ' || center.commune_code LIKE ? ESCAPE '\\'`);
    return this.reader.rows(
      `SELECT center.id, center.name, province.name AS "province"
       FROM center JOIN province ON province.code = center.province_code
       WHERE ? IN (center.province_code, '${ALL_PROVINCES}')
         AND center.id = COALESCE(?, center.id) AND ${each.join(' AND ')}
       ORDER BY center.folded, center.id LIMIT ${CANDIDATES}`,
      [province ?? this.config.provinceCode, center, ...words.map(containing)],
    );
  }

  /**
   * PCs by their own name, or by that with their center's: "quay 3 lac luong". The centers of a word are found first, so that
   * the PCs are looked through by their index alone, without joining each to its center.
   */
  devicesWith(
    words: readonly string[],
    hold: Hold,
  ): Promise<(SearchView['devices'][number] & { presence: DevicePresence })[]> {
    const held = heldTo(hold);
    const each = words.map(
      () => `(device.folded LIKE ? ESCAPE '\\'
        OR device.center_id IN (SELECT id FROM center WHERE folded LIKE ? ESCAPE '\\'))`,
    );
    return this.reader.rows(
      `SELECT device.id, device.name, center.name AS "center", COALESCE(state.presence, 'never') AS "presence"
       FROM (SELECT id, folded FROM device
         WHERE ${[...each, ...held.sql].join(' AND ')} ORDER BY folded, id LIMIT ${CANDIDATES}) found
       JOIN device ON device.id = found.id
       JOIN center ON center.id = device.center_id
       LEFT JOIN device_state state ON state.device_id = device.id
       ORDER BY found.folded, found.id`,
      [...words.flatMap((word): SqlValue[] => [containing(word), containing(word)]), ...held.parameters],
    );
  }
}

function heldTo({ province, center }: Hold): { sql: string[]; parameters: SqlValue[] } {
  if (center !== null) return { sql: ['device.center_id = ?'], parameters: [center] };
  if (province === null) return { sql: [], parameters: [] };
  return {
    sql: ['device.center_id IN (SELECT id FROM center WHERE province_code = ?)'],
    parameters: [province],
  };
}

/** A backslash before what LIKE would read as a wildcard. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
