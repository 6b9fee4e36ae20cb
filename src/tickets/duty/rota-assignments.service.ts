import { Injectable } from '@nestjs/common';
import {
  Calendars,
  type DutyPerson,
  nextWorkingMoment,
  PolicyService,
  Rotas,
} from '../../inventory/index.js';
import { MINUTE_MS } from '../../platform/civil/index.js';
import {
  inSlices,
  listOf,
  type Reader,
  type Transaction,
  UnitOfWork,
} from '../../platform/database/index.js';
import { word } from '../../platform/i18n/index.js';
import { leastLoaded } from '../domain/load.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { IncidentSilences } from '../incident-silences.js';
import { TicketRepository } from '../ticket.repository.js';

const AT_ONCE = 50;
/** Nobody is on duty: a rota may be put right, and a shift begin. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;

/** Whom the rota would give a ticket to. */
export interface Proposal extends DutyPerson {
  team: string;
  /** How many open tickets the person has. */
  open: number;
}

/** The same in a list of tickets. */
export interface ListedProposal extends DutyPerson {
  ticketId: number;
}

/**
 * Gives new tickets to whoever is on duty and has the fewest open ones, where the policy says so. It is the system's act: the
 * ticket stays new, its first answer is still owed, and untouched it still resolves itself. What owes nothing within hours waits
 * for them.
 */
@Injectable()
export class RotaAssignments {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly silences: IncidentSilences,
    private readonly rotas: Rotas,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly work: UnitOfWork,
  ) {}

  /** Whom a page proposes; null where nothing is to be proposed. */
  async proposalFor(from: Reader, ticket: TicketEntity, now: number): Promise<Proposal | null> {
    const { policy } = await this.policies.current();
    if (policy['duty.assign'] === 'off' || ticket.status !== 'new' || ticket.assigneeId !== null) return null;
    return this.choose(from, ticket.centerId, now);
  }

  /** The same for the tickets of a list: nothing for those that are not new, or that somebody has. */
  async proposalsFor(from: Reader, ids: readonly number[], now: number): Promise<ListedProposal[]> {
    const { policy } = await this.policies.current();
    if (policy['duty.assign'] === 'off' || ids.length === 0) return [];
    const waiting = await from.rows<{ id: number; centerId: number | null }>(
      `SELECT id, center_id AS "centerId" FROM ticket
       WHERE id IN ${listOf(ids)} AND status = 'new' AND assignee_id IS NULL`,
      [...ids],
    );
    const chosen = new Map<number | null, Proposal | null>();
    for (const { centerId } of waiting)
      if (!chosen.has(centerId)) chosen.set(centerId, await this.choose(from, centerId, now));
    return waiting.flatMap(({ id: ticketId, centerId }) => {
      const person = chosen.get(centerId);
      return person ? [{ ticketId, id: person.id, name: person.name }] : [];
    });
  }

  /** Called in the unit of work of each change of a ticket. */
  async keep(tx: Transaction, ticket: TicketEntity, owed: boolean, now: number): Promise<void> {
    const { policy } = await this.policies.current();
    if (policy['duty.assign'] !== 'assign') return;
    if (!waits(ticket)) return this.forget(tx, ticket.id);
    await tx.run(
      'INSERT INTO ticket_to_assign (ticket_id, check_at) VALUES (?, ?) ON CONFLICT (ticket_id) DO NOTHING',
      [ticket.id, owed ? now : await this.workBegins(ticket, now)],
    );
  }

  /** Gives away what is due. */
  lookAtDue(now: number): Promise<void> {
    return inSlices(this.work, AT_ONCE, (tx) => this.lookAtSome(tx, now));
  }

  private async lookAtSome(tx: Transaction, now: number): Promise<number> {
    const due = await tx.rows<{ id: number }>(
      `SELECT ticket_id AS "id" FROM ticket_to_assign WHERE check_at <= ? ORDER BY check_at LIMIT ${AT_ONCE}${tx.skipLocked}`,
      [now],
    );
    const { policy } = await this.policies.current();
    for (const { id } of due) {
      const ticket = (await this.tickets.byId(tx, id))!;
      if (policy['duty.assign'] !== 'assign' || !waits(ticket)) await this.forget(tx, id);
      else await this.assign(tx, ticket, now);
    }
    return due.length;
  }

  private async assign(tx: Transaction, ticket: TicketEntity, now: number): Promise<void> {
    const silence = ticket.incidentId === null ? null : await this.silences.of(tx, ticket.incidentId, now);
    const chosen = silence ? null : await this.choose(tx, ticket.centerId, now);
    if (!chosen) {
      const later = Math.max(silence?.until ?? 0, now + LOOK_AGAIN_MS);
      await tx.run('UPDATE ticket_to_assign SET check_at = ? WHERE ticket_id = ?', [later, ticket.id]);
      return;
    }
    await this.forget(tx, ticket.id);
    const { id: assigneeId, name, team, open } = chosen;
    // Whoever took it in this very moment has it; their change removed the row, or removes it.
    if (!(await this.tickets.changeIfStill(tx, ticket.id, ticket.version, { assigneeId }))) return;
    const text = word(BY_ROTA, { name, team, open });
    await this.tickets.record(tx, ticket.id, { kind: 'assigned', text, actor: null }, now, true);
  }

  private async choose(
    from: Transaction | Reader,
    centerId: number | null,
    now: number,
  ): Promise<Proposal | null> {
    const { team, first, second } = await this.rotas.onDutyFor(centerId, now);
    const people = [first, second].filter((person) => person !== null);
    const open = new Map<number, number>();
    for (const { id } of people) open.set(id, await this.openOf(from, id));
    const id = leastLoaded(
      people.map((person) => person.id),
      open,
    );
    const chosen = people.find((person) => person.id === id);
    return chosen ? { ...chosen, team: team ?? '', open: open.get(chosen.id) ?? 0 } : null;
  }

  private async openOf(from: Transaction | Reader, personId: number): Promise<number> {
    const row = await from.row<{ open: number }>(
      'SELECT COUNT(*) AS open FROM ticket WHERE resolved_at IS NULL AND assignee_id = ?',
      [personId],
    );
    return Number(row?.open ?? 0);
  }

  private async forget(tx: Transaction, ticketId: number): Promise<void> {
    await tx.run('DELETE FROM ticket_to_assign WHERE ticket_id = ?', [ticketId]);
  }

  private async workBegins({ centerId }: TicketEntity, now: number): Promise<number> {
    const calendar = await this.calendars.of(centerId);
    return nextWorkingMoment(calendar, now) ?? now;
  }
}

/** New, awake, and no person had it in hand. */
function waits({ status, assigneeId, touchedAt, snoozedUntil }: TicketEntity): boolean {
  return status === 'new' && assigneeId === null && touchedAt === null && snoozedUntil === null;
}

const BY_ROTA = {
  vi: 'Giao cho {name} theo lịch trực ({team}); đang giữ {open} phiếu mở. Thời hạn tiếp nhận vẫn tính.',
  en: 'Given to {name} by the rota ({team}), who has {open} open tickets. The first answer is still owed.',
};
