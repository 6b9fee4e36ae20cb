import { Injectable } from '@nestjs/common';
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

  /** By ticket; where no line holds any of the words, none. */
  async of(
    ids: readonly number[],
    asked: string,
    internal: boolean,
  ): Promise<ReadonlyMap<number, string | null>> {
    if (asked === '' || ids.length === 0) return new Map();
    const texts = await this.written(ids, internal);
    return new Map(ids.map((id) => [id, excerptOf(texts.get(id) ?? [], asked, fold)]));
  }

  private async written(ids: readonly number[], internal: boolean): Promise<Map<number, string[]>> {
    const said = kinds(internal);
    const entries = await this.reader.rows<{ ticketId: number; text: string }>(
      `SELECT ticket_id AS "ticketId", SUBSTR(text_vi, 1, ${MOST_LETTERS}) AS text FROM ticket_event
       WHERE ticket_id IN ${listOf(ids)} AND moved_to IS NULL AND actor_name IS NOT NULL AND kind IN ${listOf(said)} ORDER BY id DESC`,
      [...ids, ...said],
    );
    const texts = new Map<number, string[]>();
    for (const { ticketId, text } of entries) texts.set(ticketId, [...(texts.get(ticketId) ?? []), text]);
    return texts;
  }
}
