import { Injectable } from '@nestjs/common';
import { nextTurn } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { TicketIndex } from './ticket-index.js';

/** Few enough that a unit does not hold the event loop (decision 19). */
const AT_ONCE = 20;

/**
 * Tickets from before there was an index, the newest first, some at a time; how far it came is a row, so a restart goes on
 * from there. Several processes may share the work.
 */
@Injectable()
export class IndexBacklog {
  constructor(
    private readonly index: TicketIndex,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  async workOff(): Promise<void> {
    if (!(await this.reader.row('SELECT id FROM ticket_term_backlog'))) return;
    while (await this.work.runDerived((tx) => this.takeSome(tx))) await nextTurn();
  }

  /** False: nothing is left, or another process is at it. */
  private async takeSome(tx: Transaction): Promise<boolean> {
    const backlog = await tx.row<{ below: number }>(
      `SELECT below FROM ticket_term_backlog WHERE id = 1${tx.skipLocked}`,
    );
    if (!backlog) return false;
    const tickets = await tx.rows<{ id: number }>(
      `SELECT id FROM ticket WHERE id < ? ORDER BY id DESC LIMIT ${AT_ONCE}`,
      [backlog.below],
    );
    for (const { id } of tickets) await this.index.keep(tx, id);
    const last = tickets.at(-1);
    if (last) await tx.run('UPDATE ticket_term_backlog SET below = ? WHERE id = 1', [last.id]);
    else await tx.run('DELETE FROM ticket_term_backlog WHERE id = 1');
    return last !== undefined;
  }
}
