import { Injectable } from '@nestjs/common';
import { Users } from '../../access/index.js';
import { Calendars, type PeopleOnDuty, type Policy, PolicyService, Rotas } from '../../inventory/index.js';
import { inSlices, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { isUnanswered, STEPS, stepDueAt, whomToTell } from '../domain/escalation.js';
import { AROUND_THE_CLOCK, type Hours, type SlaEvent } from '../domain/sla.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { IncidentSilences } from '../incident-silences.js';
import { slaHoursOf } from '../sla-hours.js';
import { TicketRepository } from '../ticket.repository.js';
import { wordEscalation } from '../wording/escalation.js';

const AT_ONCE = 50;

interface Row {
  ticketId: number;
  /** Since when nobody answers. */
  sinceAt: number;
  /** The step that comes next. */
  step: number;
}

interface Told {
  id: number;
  at: number;
}

/**
 * Tells the next person when nobody answers. A ticket that waits for its first answer has a row, which names the next step and
 * its moment; whoever changes a ticket calls `keep` in the same unit of work, and an answer removes the row:
 *
 *     unanswered ─> remind ─> second ─> head
 *          └── taken, answered, waits, put off, ended: no row; the next time starts anew
 *
 * The row is claimed by a conditional update, so a step is taken once, whichever process takes it and however often one dies.
 */
@Injectable()
export class Escalations {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly silences: IncidentSilences,
    private readonly rotas: Rotas,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly users: Users,
    private readonly work: UnitOfWork,
  ) {}

  /** `history`: what the ticket's time goes by; null: nothing is owed within hours. */
  async keep(
    tx: Transaction,
    ticket: TicketEntity,
    history: readonly SlaEvent[] | null,
    now: number,
  ): Promise<void> {
    const { policy } = await this.policies.current();
    const minutes = minutesOf(policy, ticket);
    if (history === null || minutes.length === 0 || !isUnanswered(ticket, history)) {
      await tx.run('DELETE FROM ticket_escalation WHERE ticket_id = ?', [ticket.id]);
      return;
    }
    const row = await this.rowOf(tx, ticket.id);
    const { sinceAt, step } = row ?? { sinceAt: now, step: 0 };
    const dueAt = stepDueAt(minutes, step, sinceAt, await this.hoursOf(policy, ticket));
    await tx.run(
      `INSERT INTO ticket_escalation (ticket_id, since_at, step, check_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (ticket_id) DO UPDATE SET check_at = excluded.check_at`,
      [ticket.id, sinceAt, step, dueAt],
    );
  }

  /** Takes the steps whose moment has come. */
  lookAtDue(now: number): Promise<void> {
    return inSlices(this.work, AT_ONCE, (tx) => this.lookAtSome(tx, now));
  }

  private async lookAtSome(tx: Transaction, now: number): Promise<number> {
    const due = await tx.rows<Row>(
      `SELECT ticket_id AS "ticketId", since_at AS "sinceAt", step FROM ticket_escalation
       WHERE check_at <= ? ORDER BY check_at LIMIT ${AT_ONCE}${tx.skipLocked}`,
      [now],
    );
    for (const row of due) await this.take(tx, row, now);
    return due.length;
  }

  private async take(tx: Transaction, row: Row, now: number): Promise<void> {
    const ticket = (await this.tickets.byId(tx, row.ticketId))!;
    const silence = ticket.incidentId === null ? null : await this.silences.of(tx, ticket.incidentId, now);
    if (silence) return this.putOff(tx, row, Math.max(silence.until, now + 1));
    const { policy } = await this.policies.current();
    const onDuty = await this.rotas.onDutyFor(ticket.centerId, now);
    const minutes = minutesOf(policy, ticket);
    // Where no team answers for the place, everybody was told when the ticket opened.
    if (onDuty.team === null || row.step >= minutes.length) return this.putOff(tx, row, null);
    const hours = await this.hoursOf(policy, ticket);
    const next = stepDueAt(minutes, row.step + 1, row.sinceAt, hours);
    const later = next === null ? null : Math.max(next, now + 1);
    const claimed = await tx.run(
      'UPDATE ticket_escalation SET step = step + 1, check_at = ? WHERE ticket_id = ? AND step = ? AND since_at = ?',
      [later, row.ticketId, row.step, row.sinceAt],
    );
    if (claimed === 1) await this.tell(tx, ticket, row, onDuty, policy, now);
  }

  private async tell(
    tx: Transaction,
    ticket: TicketEntity,
    { step: at, sinceAt }: Row,
    onDuty: PeopleOnDuty,
    policy: Policy,
    now: number,
  ): Promise<void> {
    const step = STEPS[at]!;
    const before = await this.toldSince(tx, ticket.id, sinceAt);
    const { first, second, head } = onDuty;
    const people = { first: first?.id ?? null, second: second?.id ?? null, head: head?.id ?? null };
    const reachable = { assignee: ticket.assigneeId, ...people };
    const toldId = whomToTell(
      step,
      reachable,
      before.map(({ id }) => id),
    );
    // Everybody who can be reached has it already: another mail would say nothing new.
    if (toldId === null && before.length > 0) return;
    const text = wordEscalation({
      step,
      name: await this.users.nameOf(toldId),
      team: onDuty.team ?? '',
      priority: ticket.priority,
      since: sinceAt,
      minutes: minutesOf(policy, ticket)[at] ?? 0,
      aroundTheClock: runsAroundTheClock(policy, ticket),
      before: await this.named(before),
    });
    const event = { kind: 'escalated', text, actor: null, toldId: toldId ?? undefined } as const;
    await this.tickets.record(tx, ticket.id, event, now, true);
  }

  private putOff(tx: Transaction, { ticketId }: Row, until: number | null): Promise<void> {
    return tx
      .run('UPDATE ticket_escalation SET check_at = ? WHERE ticket_id = ?', [until, ticketId])
      .then(() => undefined);
  }

  private rowOf(tx: Transaction, ticketId: number): Promise<Row | null> {
    return tx.row<Row>(
      'SELECT ticket_id AS "ticketId", since_at AS "sinceAt", step FROM ticket_escalation WHERE ticket_id = ?',
      [ticketId],
    );
  }

  private toldSince(tx: Transaction, ticketId: number, since: number): Promise<Told[]> {
    return tx.rows<Told>(
      `SELECT told_id AS "id", at FROM ticket_event
       WHERE ticket_id = ? AND kind = 'escalated' AND told_id IS NOT NULL AND at >= ? ORDER BY id`,
      [ticketId, since],
    );
  }

  private named(told: readonly Told[]): Promise<{ name: string; at: number }[]> {
    return Promise.all(told.map(async ({ id, at }) => ({ name: (await this.users.nameOf(id)) ?? '?', at })));
  }

  private async hoursOf(policy: Policy, ticket: TicketEntity): Promise<Hours> {
    if (runsAroundTheClock(policy, ticket)) return AROUND_THE_CLOCK;
    const { centerId } = ticket;
    return slaHoursOf(await this.calendars.of(centerId));
  }
}

function minutesOf(policy: Policy, { priority }: TicketEntity): readonly number[] {
  return policy[`escalation.${priority}.minutes`];
}

function runsAroundTheClock(policy: Policy, { priority }: TicketEntity): boolean {
  return policy['escalation.aroundTheClock'].includes(priority);
}
