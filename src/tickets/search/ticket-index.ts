import { Injectable } from '@nestjs/common';
import type { SlaLevel, TicketStatus } from '../../contracts/api/index.js';
import type { Transaction } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { isWaiting } from '../domain/moves.js';
import { type ListName, termsOf } from '../domain/search-terms.js';
import { WRITTEN } from '../domain/written-entries.js';
import type { TicketEventKind } from '../entities/ticket-event.entity.js';

export const TICKET_INDEX = 'ticket_term';
/** Of a longer history the newest entries can be found. */
const MOST_ENTRIES = 300;

const KINDS = Object.keys(WRITTEN)
  .map((kind) => `'${kind}'`)
  .join(', ');

interface Facts {
  number: string;
  titleVi: string;
  titleEn: string;
  place: string;
  reporter: string | null;
  centerId: number | null;
  origin: 'detection' | 'clerk';
  province: string | null;
  assigneeId: number | null;
  status: TicketStatus;
  resolvedAt: number | null;
  snoozedUntil: number | null;
  slaLevel: SlaLevel;
}

/** The words by which a ticket is found, in step with it: whoever changes one does so in the same unit of work. */
@Injectable()
export class TicketIndex {
  async keep(tx: Transaction, id: number): Promise<void> {
    const ticket = (await this.factsOf(tx, id))!;
    const said = await tx.rows<{ kind: TicketEventKind; text: string }>(
      `SELECT kind, text_vi AS text FROM ticket_event
       WHERE ticket_id = ? AND moved_to IS NULL AND actor_name IS NOT NULL AND kind IN (${KINDS}) ORDER BY id DESC LIMIT ${MOST_ENTRIES}`,
      [id],
    );
    const textsOf = (reach: 'told' | 'internal') =>
      said.filter(({ kind }) => WRITTEN[kind] === reach).map(({ text }) => text);
    const { number, titleVi, titleEn, place, reporter } = ticket;
    const named = [titleVi, titleEn, place, reporter ?? ''];
    const { centerId, assigneeId } = ticket;
    const scope = {
      centerId,
      concernsAll: centerId === null && ticket.origin === 'detection',
      provinces: await this.provincesOf(tx, ticket),
      assigneeId,
      lists: listsOf(ticket),
    };
    const searchable = { number, open: [...named, ...textsOf('told')], internal: textsOf('internal') };
    const terms = termsOf({ ...searchable, ...scope }, fold);
    await tx.putTerms(TICKET_INDEX, id, terms);
  }

  private async provincesOf(tx: Transaction, { province }: Facts): Promise<string[]> {
    if (province !== null) return [province];
    return (await tx.rows<{ code: string }>('SELECT code FROM province')).map(({ code }) => code);
  }

  private factsOf(tx: Transaction, id: number): Promise<Facts | null> {
    return tx.row<Facts>(
      `SELECT ticket.number, ticket.title_vi AS "titleVi", ticket.title_en AS "titleEn", ticket.place,
         ticket.reporter_name AS "reporter", ticket.center_id AS "centerId", ticket.origin, center.province_code AS "province",
         ticket.assignee_id AS "assigneeId", ticket.status, ticket.resolved_at AS "resolvedAt",
         ticket.snoozed_until AS "snoozedUntil", ticket.sla_level AS "slaLevel"
       FROM ticket LEFT JOIN center ON center.id = ticket.center_id WHERE ticket.id = ?`,
      [id],
    );
  }
}

function listsOf({ status, resolvedAt, snoozedUntil, slaLevel }: Facts): ListName[] {
  if (resolvedAt !== null) return ['ended'];
  if (snoozedUntil !== null) return ['snoozed'];
  return [
    'open',
    ...(slaLevel === 'overdue' ? (['overdue'] as const) : []),
    ...(isWaiting(status) ? (['waiting'] as const) : []),
  ];
}
