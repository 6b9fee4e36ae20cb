import { Injectable } from '@nestjs/common';
import type { SlaLevel } from '../contracts/api/index.js';
import { Calendars, PolicyService } from '../inventory/index.js';
import { MINUTE_MS } from '../platform/civil/index.js';
import { inSlices, type Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import {
  AROUND_THE_CLOCK,
  type Hours,
  nextCheckAt,
  type Sla,
  type SlaEvent,
  slaLevelOf,
  slaOf,
} from './domain/sla.js';
import { Escalations } from './duty/escalations.service.js';
import { RotaAssignments } from './duty/rota-assignments.service.js';
import type { TicketEntity } from './entities/ticket.entity.js';
import { slaHoursOf } from './sla-hours.js';
import { TicketRepository } from './ticket.repository.js';
import { wordSla } from './wording/sla.js';

const AT_ONCE = 50;
/** By then every process knows of a change that another one made. */
const HEARD_EVERYWHERE_MS = 6_000;

export interface TicketTime {
  sla: Sla;
  hours: Hours;
  aroundTheClock: boolean;
  history: readonly SlaEvent[];
}

/**
 * Keeps each ticket's time in step with its history: whoever changes a ticket calls `keep` in the same unit of work, and what
 * time alone changes is found by `sla_check_at`.
 */
@Injectable()
export class SlaClocks {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly escalations: Escalations,
    private readonly assignments: RotaAssignments,
    private readonly work: UnitOfWork,
  ) {}

  /** Null: of what it is about, nothing is owed within hours. */
  async timeOf(from: Transaction | Reader, ticket: TicketEntity, now: number): Promise<TicketTime | null> {
    if (!(await this.isOwed(from, ticket))) return null;
    const { policy } = await this.policies.current();
    const share = ticket.category === null ? 1 : policy[`sla.share.${ticket.category}`] / 100;
    const target = {
      answerMs: policy[`sla.${ticket.priority}.answerMinutes`] * share * MINUTE_MS,
      resolveMs: policy[`sla.${ticket.priority}.resolveMinutes`] * share * MINUTE_MS,
    };
    const aroundTheClock = policy['sla.aroundTheClock'].includes(ticket.priority);
    const hours = aroundTheClock ? AROUND_THE_CLOCK : await this.hoursOf(ticket);
    const history = await this.tickets.slaHistory(from, ticket.id);
    return { sla: slaOf(history, target, hours, now), hours, aroundTheClock, history };
  }

  /** A certificate has its own last day, and its renewal takes weeks: nobody owes it within hours. */
  private async isOwed(from: Transaction | Reader, { incidentId }: TicketEntity): Promise<boolean> {
    if (incidentId === null) return true;
    const row = await from.row<{ scope: string }>('SELECT scope FROM incident WHERE id = ?', [incidentId]);
    return row?.scope !== 'certificate';
  }

  /** Writes down how the ticket stands by its time, and when to look again. Returns how pressing it is. */
  async keep(tx: Transaction, ticketId: number, now: number): Promise<{ before: SlaLevel; after: SlaLevel }> {
    const ticket = (await this.tickets.byId(tx, ticketId))!;
    const time = await this.timeOf(tx, ticket, now);
    await this.escalations.keep(tx, ticket, time?.history ?? null, now);
    await this.assignments.keep(tx, ticket, time !== null, now);
    if (!time) {
      await this.tickets.setTimes(tx, ticket, { dueAt: null, slaLevel: 'ok', slaCheckAt: null });
      return { before: ticket.slaLevel, after: 'ok' };
    }
    const { sla, hours } = time;
    const due = [sla.answer.dueAt, sla.resolve.dueAt].filter((at) => at !== null);
    const after = slaLevelOf(sla);
    await this.tickets.setTimes(tx, ticket, {
      dueAt: due.length === 0 ? null : Math.min(...due),
      slaLevel: after,
      slaCheckAt: nextCheckAt(sla, hours, now),
    });
    return { before: ticket.slaLevel, after };
  }

  /** What time alone changed: tickets that became due soon or overdue say so in their history. */
  lookAtDue(now: number): Promise<void> {
    return inSlices(this.work, AT_ONCE, (tx) => this.lookAtSome(tx, now));
  }

  /** Targets or working hours changed: every open ticket is looked at again. */
  async reconsider(tx: Transaction, now: number): Promise<void> {
    await tx.run('UPDATE ticket SET sla_check_at = ? WHERE resolved_at IS NULL', [now + HEARD_EVERYWHERE_MS]);
  }

  private async lookAtSome(tx: Transaction, now: number): Promise<number> {
    const due = await tx.rows<{ id: number }>(
      `SELECT id FROM ticket WHERE sla_check_at <= ? ORDER BY sla_check_at LIMIT ${AT_ONCE}${tx.skipLocked}`,
      [now],
    );
    for (const { id } of due) {
      const { before, after } = await this.keep(tx, id, now);
      if (isWorse(after, before)) {
        const kind = after === 'overdue' ? 'overdue' : 'due_soon';
        await this.tickets.record(tx, id, { kind, text: wordSla(kind), actor: null }, now, false);
      }
    }
    return due.length;
  }

  /** A fault of a whole system is of no center: the hours of all count. */
  private async hoursOf({ centerId }: TicketEntity): Promise<Hours> {
    return slaHoursOf(await this.calendars.of(centerId));
  }
}

const LEAST_FIRST: readonly SlaLevel[] = ['ok', 'soon', 'overdue'];

function isWorse(now: SlaLevel, before: SlaLevel): boolean {
  return LEAST_FIRST.indexOf(now) > LEAST_FIRST.indexOf(before);
}
