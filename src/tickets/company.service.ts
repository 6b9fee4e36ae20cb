import { Injectable } from '@nestjs/common';
import type { TicketCompany } from '../contracts/api/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';

/** A page says every 15 s that it is open; whoever has not said so for longer is gone. */
const HERE_MS = 40_000;

interface Onlooker {
  id: number;
  name: string;
}

/**
 * Who has the same ticket open, so that two people do not do one work twice. It is in the database because the other person's page
 * may be served by another process.
 */
@Injectable()
export class Company {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  /** Notes that `person` has the ticket open; answers who else has, by name. */
  async join(ticketId: number, { id }: Onlooker, writing: boolean, now: number): Promise<TicketCompany> {
    await this.work.runDerived((tx) =>
      tx.run(
        `INSERT INTO ticket_onlooker (ticket_id, user_id, seen_at, writing) VALUES (?, ?, ?, ?)
         ON CONFLICT (ticket_id, user_id) DO UPDATE SET seen_at = excluded.seen_at, writing = excluded.writing`,
        [ticketId, id, now, writing ? 1 : 0],
      ),
    );
    const others = await this.reader.rows<{ name: string; writing: number }>(
      `SELECT person.name, onlooker.writing FROM ticket_onlooker onlooker
       JOIN user_account person ON person.id = onlooker.user_id
       WHERE onlooker.ticket_id = ? AND onlooker.user_id <> ? AND onlooker.seen_at > ?
       ORDER BY person.name`,
      [ticketId, id, now - HERE_MS],
    );
    return { others: others.map(({ name, writing: writes }) => ({ name, writing: writes === 1 })) };
  }

  async leave(ticketId: number, { id }: Onlooker): Promise<void> {
    await this.work.runDerived((tx) =>
      tx.run('DELETE FROM ticket_onlooker WHERE ticket_id = ? AND user_id = ?', [ticketId, id]),
    );
  }

  /** Of pages that were closed without a word. Few rows: one for each person and ticket of a day. */
  async forget(now: number): Promise<void> {
    await this.work.runDerived((tx) =>
      tx.run('DELETE FROM ticket_onlooker WHERE seen_at < ?', [now - HERE_MS]),
    );
  }
}
