import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Hold, holds } from '../access/index.js';
import type { TicketStatus } from '../contracts/api/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import { type Text } from '../platform/i18n/index.js';
import type { SlaEvent } from './domain/sla.js';
import { TicketEventEntity, type TicketEventKind } from './entities/ticket-event.entity.js';
import { TicketEntity } from './entities/ticket.entity.js';
import { TicketIndex } from './search/ticket-index.js';

export interface NewEvent {
  kind: TicketEventKind;
  text: Text;
  actor: { id: number | null; name: string } | null;
  /** The state it moves the ticket to. */
  status?: TicketStatus;
  /** A person took it up or answered. */
  answers?: boolean;
  /** The clerk who wrote it, or whom it asks. */
  followerId?: number;
  /** Who alone is told: by a step of an escalation, by a clerk's answer about remote help. */
  toldId?: number;
  /** What a mail program put below it. */
  quoted?: string;
}

@Injectable()
export class TicketRepository {
  constructor(
    private readonly outbox: Outbox,
    private readonly feed: ChangeFeed,
    private readonly index: TicketIndex,
  ) {}

  byId(from: Transaction | Reader, id: number): Promise<TicketEntity | null> {
    return from.findOne(TicketEntity, { where: { id } });
  }

  /** By its PH- number; null also where it is of a place outside of `hold`. */
  async byNumberToChange(tx: Transaction, number: string, hold: Hold): Promise<TicketEntity | null> {
    const ticket = await tx.findToChange(TicketEntity, { number });
    if (!ticket || ticket.centerId === null) return ticket;
    const place = await tx.row<{ province: string }>(
      'SELECT province_code AS "province" FROM center WHERE id = ?',
      [ticket.centerId],
    );
    return place && holds(hold, { ...place, center: ticket.centerId }) ? ticket : null;
  }

  ofIncident(from: Transaction | Reader, incidentId: number): Promise<TicketEntity | null> {
    return from.findOne(TicketEntity, { where: { incidentId } });
  }

  /** The same, which nobody else changes until the commit. */
  ofIncidentToChange(tx: Transaction, incidentId: number): Promise<TicketEntity | null> {
    return tx.findToChange(TicketEntity, { incidentId });
  }

  /** As it is shown: what became part of another ticket is shown there. */
  eventsOf(from: Transaction | Reader, ticketId: number): Promise<TicketEventEntity[]> {
    return from.find(TicketEventEntity, { where: { ticketId, movedTo: IsNull() }, order: { id: 'ASC' } });
  }

  /** How many clerks follow it. */
  async followersOf(from: Transaction | Reader, ticketId: number): Promise<number> {
    const row = await from.row<{ count: number }>(
      'SELECT COUNT(*) AS count FROM ticket_follower WHERE ticket_id = ?',
      [ticketId],
    );
    return Number(row?.count ?? 0);
  }

  /** What a ticket's time goes by, oldest first; also by what became part of another ticket since. */
  async slaHistory(from: Transaction | Reader, ticketId: number): Promise<SlaEvent[]> {
    const rows = await from.rows<{ at: number; status: TicketStatus | null; answers: number }>(
      `SELECT at, status, answers FROM ticket_event
       WHERE ticket_id = ? AND (status IS NOT NULL OR answers = 1) ORDER BY id`,
      [ticketId],
    );
    return rows.map(({ at, status, answers }) => ({ at, status, answers: Number(answers) === 1 }));
  }

  /** Not a change that people see: the version stays. */
  async setTimes(
    tx: Transaction,
    { id, slaLevel }: Pick<TicketEntity, 'id' | 'slaLevel'>,
    times: Pick<TicketEntity, 'dueAt' | 'slaLevel' | 'slaCheckAt'>,
  ): Promise<void> {
    await tx.update(TicketEntity, { id }, times);
    if (times.slaLevel !== slaLevel) await this.index.keep(tx, id);
  }

  /** PH-2026-000123: counted per year, without gaps that matter to anybody. */
  async nextNumber(tx: Transaction, year: number): Promise<string> {
    const row = await tx.row<{ last: number }>(
      `INSERT INTO ticket_counter (year, last) VALUES (?, 1)
       ON CONFLICT (year) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last`,
      [year],
    );
    return `PH-${year}-${String(row!.last).padStart(6, '0')}`;
  }

  create(tx: Transaction, values: Partial<TicketEntity>): Promise<number> {
    return tx.insert(TicketEntity, {
      resolvedBySystem: 0,
      incidentReopens: 0,
      version: 1,
      slaLevel: 'ok',
      ...values,
    });
  }

  async change(tx: Transaction, ticket: TicketEntity, values: Partial<TicketEntity>): Promise<void> {
    await tx.update(TicketEntity, { id: ticket.id }, { ...values, version: ticket.version + 1 });
  }

  /** The same by a person: false when somebody changed the ticket since `version` was read. */
  async changeIfStill(
    tx: Transaction,
    id: number,
    version: number,
    values: Partial<TicketEntity>,
  ): Promise<boolean> {
    return (await tx.update(TicketEntity, { id, version }, { ...values, version: version + 1 })) === 1;
  }

  /**
   * Appends to the history, which whoever changes a ticket does last; the index of words follows. `tell` also leaves the event
   * for the notifications stage; without it, it only stands there to be read.
   */
  async record(
    tx: Transaction,
    ticketId: number,
    event: NewEvent,
    now: number,
    tell: boolean,
  ): Promise<number> {
    const id = await tx.insert(TicketEventEntity, {
      ticketId,
      at: now,
      actorId: event.actor?.id ?? null,
      actorName: event.actor?.name ?? null,
      kind: event.kind,
      textVi: event.text.vi,
      textEn: event.text.en,
      quoted: event.quoted || null,
      status: event.status ?? null,
      answers: event.answers ? 1 : 0,
      followerId: event.followerId ?? null,
      toldId: event.toldId ?? null,
    });
    await this.index.keep(tx, ticketId);
    if (tell) await this.outbox.emit(tx, 'ticket.changed', String(id), now);
    tx.onCommit(() => this.feed.announce({ kind: 'ticket', id: ticketId }));
    return id;
  }
}
