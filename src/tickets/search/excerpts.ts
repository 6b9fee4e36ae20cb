import { Injectable } from '@nestjs/common';
import type { TicketRow } from '../../contracts/api/index.js';
import { listOf, Reader } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { excerptOf } from '../domain/excerpt.js';
import { WRITTEN } from '../domain/written-entries.js';

/** A clerk's letter or a technician's report may be long; a line is cut from its beginning. */
const MOST_LETTERS = 1_000;
const kinds = (internal: boolean): string[] =>
  Object.entries(WRITTEN).flatMap(([kind, reach]) => (internal || reach === 'told' ? [kind] : []));

/** For tickets that were found, the line of their history by which they were. */
@Injectable()
export class Excerpts {
  constructor(private readonly reader: Reader) {}

  async of(
    rows: readonly TicketRow[],
    asked: string,
    internal: boolean,
  ): Promise<(TicketRow & { excerpt: string | null })[]> {
    if (asked === '') return rows.map((row) => ({ ...row, excerpt: null }));
    const texts = rows.length === 0 ? new Map<number, string[]>() : await this.written(rows, internal);
    return rows.map((row) => ({ ...row, excerpt: excerptOf(texts.get(row.id) ?? [], asked, fold) }));
  }

  private async written(rows: readonly TicketRow[], internal: boolean): Promise<Map<number, string[]>> {
    const said = kinds(internal);
    const entries = await this.reader.rows<{ ticketId: number; text: string }>(
      `SELECT ticket_id AS "ticketId", SUBSTR(text_vi, 1, ${MOST_LETTERS}) AS text FROM ticket_event
       WHERE ticket_id IN ${listOf(rows)} AND moved_to IS NULL AND actor_name IS NOT NULL AND kind IN ${listOf(said)} ORDER BY id DESC`,
      [...rows.map(({ id }) => id), ...said],
    );
    const texts = new Map<number, string[]>();
    for (const { ticketId, text } of entries) texts.set(ticketId, [...(texts.get(ticketId) ?? []), text]);
    return texts;
  }
}
