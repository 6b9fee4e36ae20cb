import { Injectable } from '@nestjs/common';
import type { TicketStatus } from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import { hasEnded } from '../domain/moves.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { type NewEvent, TicketRepository } from '../ticket.repository.js';
import { SlaClocks } from '../sla-clock.service.js';
import { moveRefused, ticketChanged } from '../tickets.refusals.js';
import { moveTo } from './move-to.js';

export interface Person {
  id: number;
  name: string;
  /** The press of a button that this is part of, made by the browser: it does a ticket once. Left out: whatever comes is done. */
  operation?: string;
}

/** The operation has done this ticket: a second press of the same button. */
export class AlreadyDone extends Error {}

/** What a verb makes of a ticket. */
export interface Change {
  values: Partial<TicketEntity>;
  event: Pick<NewEvent, 'kind' | 'text' | 'answers' | 'followerId'>;
  /** Where it moves; left out: it stays where it is. */
  status?: TicketStatus;
  /** Whether others are told. */
  tell: boolean;
  /** What else is written with it; `eventId`: the entry of the history. */
  also?: (tx: Transaction, eventId: number) => Promise<void>;
  /** Not work on it: a ticket that nobody worked on still resolves itself. */
  idle?: true;
}

/** The frame of every verb: load, let the verb decide, change only if nobody was faster, record who did what. */
@Injectable()
export class Desk {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly sla: SlaClocks,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws AlreadyDone, Refusal NOT_FOUND, TICKET_CHANGED, TICKET_MOVE_REFUSED, and whatever `decide` refuses with */
  async act(
    id: number,
    version: number,
    person: Person,
    decide: (ticket: TicketEntity, now: number, tx: Transaction) => Change | Promise<Change>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      await claim(tx, person, id, now);
      const ticket = await this.tickets.byId(tx, id);
      if (!ticket) throw notFound({ vi: 'phiếu này', en: 'ticket' });
      if (ticket.version !== version) throw ticketChanged();
      const { values, event, status, tell, idle, also } = await decide(ticket, now, tx);
      if (status === ticket.status && hasEnded(status)) throw moveRefused(status, status);
      const moved = status === undefined || status === ticket.status ? null : moveTo(status, ticket, now);
      const touched = idle ? {} : { touchedAt: ticket.touchedAt ?? now };
      const all = { ...touched, ...values, ...moved };
      if (!(await this.tickets.changeIfStill(tx, id, version, all))) throw ticketChanged();
      const entry = { ...event, actor: person, status: moved?.status };
      const eventId = await this.tickets.record(tx, id, entry, now, tell);
      await also?.(tx, eventId);
      await this.sla.keep(tx, id, now);
    });
  }
}

/** In the unit that does it: whoever comes second waits for the first, and does it if that one was refused. */
async function claim(
  tx: Transaction,
  { id: personId, operation }: Person,
  ticketId: number,
  now: number,
): Promise<void> {
  if (operation === undefined) return;
  const claimed = await tx.run(
    `INSERT INTO ticket_operation (operation, ticket_id, at) VALUES (?, ?, ?)
     ON CONFLICT (operation, ticket_id) DO NOTHING`,
    [`${personId}:${operation}`, ticketId, now],
  );
  if (claimed === 0) throw new AlreadyDone();
}
