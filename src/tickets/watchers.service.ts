import { Injectable } from '@nestjs/common';
import { AuditTrail, Users } from '../access/index.js';
import { Centers } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { TicketRepository } from './ticket.repository.js';
import { notAssignable } from './tickets.refusals.js';

/** Colleagues who are told what becomes of a ticket though it is not theirs. No change of the ticket: it has no entry of the history. */
@Injectable()
export class Watchers {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly users: Users,
    private readonly centers: Centers,
    private readonly audit: AuditTrail,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  of(ticketId: number): Promise<{ id: number; name: string }[]> {
    return this.reader.rows(
      `SELECT person.id, person.name FROM ticket_watcher watcher
       JOIN user_account person ON person.id = watcher.user_id AND person.disabled_at IS NULL
       WHERE watcher.ticket_id = ? ORDER BY person.name`,
      [ticketId],
    );
  }

  async idsOf(from: Transaction | Reader, ticketId: number): Promise<ReadonlySet<number>> {
    const rows = await from.rows<{ id: number }>(
      'SELECT user_id AS id FROM ticket_watcher WHERE ticket_id = ?',
      [ticketId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** @throws Refusal ASSIGNEE_INVALID for somebody who may not see the ticket, or is not of the desk */
  async add(ticketId: number, personId: number, by: number): Promise<void> {
    const ticket = await this.tickets.byId(this.reader, ticketId);
    const place = await this.centers.placeOf(ticket?.centerId ?? null);
    if (!(await this.users.assignable(place)).some(({ id }) => id === personId))
      throw notAssignable('personId');
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const added = await tx.run(
        'INSERT INTO ticket_watcher (ticket_id, user_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        [ticketId, personId, now],
      );
      if (added === 1) await this.note(tx, 'watcher.added', { ticketId, personId, by }, now);
    });
  }

  async remove(ticketId: number, personId: number, by: number): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const removed = await tx.run('DELETE FROM ticket_watcher WHERE ticket_id = ? AND user_id = ?', [
        ticketId,
        personId,
      ]);
      if (removed === 1) await this.note(tx, 'watcher.removed', { ticketId, personId, by }, now);
    });
  }

  /** Who watched a duplicate hears of the ticket that goes on for both; reopened, each has its own again. */
  async copy(tx: Transaction, from: number, to: number): Promise<void> {
    await tx.run(
      `INSERT INTO ticket_watcher (ticket_id, user_id, at)
       SELECT CAST(? AS BIGINT), user_id, at FROM ticket_watcher WHERE ticket_id = ? ON CONFLICT DO NOTHING`,
      [to, from],
    );
  }

  /** What people do about themselves is theirs; that somebody else is told, or is told no longer, can be asked about later. */
  private async note(
    tx: Transaction,
    action: string,
    { ticketId, personId, by }: { ticketId: number; personId: number; by: number },
    at: number,
  ): Promise<void> {
    if (personId === by) return;
    await this.audit.record(tx, {
      at,
      userId: by,
      action,
      subject: `ticket:${ticketId}`,
      detail: `user:${personId}`,
    });
  }
}
