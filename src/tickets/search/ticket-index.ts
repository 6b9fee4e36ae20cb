import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { termsOf } from '../domain/search-terms.js';
import type { TicketEventKind } from '../entities/ticket-event.entity.js';

export const TICKET_INDEX = 'ticket_term';
/** Of a longer history the newest entries can be found. */
const MOST_ENTRIES = 300;

/** What people wrote into the history, and whether it is for the desk alone. What the server says there is found by nobody. */
const INTERNAL: Partial<Record<TicketEventKind, boolean>> = {
  clerk: false,
  reply: false,
  asked: false,
  resolved: false,
  cancelled: false,
  note: true,
  handed_over: true,
  resumed: true,
  reopened: true,
  merged: true,
};
const KINDS = Object.keys(INTERNAL)
  .map((kind) => `'${kind}'`)
  .join(', ');

interface Facts {
  number: string;
  titleVi: string;
  titleEn: string;
  place: string;
  reporter: string | null;
  centerId: number | null;
  province: string | null;
  assigneeId: number | null;
  resolvedAt: number | null;
}

/** The words by which a ticket is found, in step with it: whoever changes one does so in the same unit of work. */
@Injectable()
export class TicketIndex {
  async keep(tx: Transaction, id: number): Promise<void> {
    const ticket = (await this.factsOf(tx, id))!;
    const said = await tx.rows<{ kind: TicketEventKind; text: string }>(
      `SELECT kind, text_vi AS text FROM ticket_event
       WHERE ticket_id = ? AND actor_name IS NOT NULL AND kind IN (${KINDS}) ORDER BY id DESC LIMIT ${MOST_ENTRIES}`,
      [id],
    );
    const textsOf = (internal: boolean) =>
      said.filter(({ kind }) => INTERNAL[kind] === internal).map(({ text }) => text);
    const { number, titleVi, titleEn, place, reporter, resolvedAt, ...scope } = ticket;
    const named = [titleVi, titleEn, place, reporter ?? ''];
    const searchable = { number, open: [...named, ...textsOf(false)], internal: textsOf(true) };
    const terms = termsOf({ ...searchable, ...scope, ended: resolvedAt !== null }, fold);
    await tx.putTerms(TICKET_INDEX, id, terms);
  }

  private factsOf(tx: Transaction, id: number): Promise<Facts | null> {
    return tx.row<Facts>(
      `SELECT ticket.number, ticket.title_vi AS "titleVi", ticket.title_en AS "titleEn", ticket.place,
         ticket.reporter_name AS "reporter", ticket.center_id AS "centerId", center.province_code AS "province",
         ticket.assignee_id AS "assigneeId", ticket.resolved_at AS "resolvedAt"
       FROM ticket LEFT JOIN center ON center.id = ticket.center_id WHERE ticket.id = ?`,
      [id],
    );
  }
}
