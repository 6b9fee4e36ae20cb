import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { type NewEvent, TicketRepository } from '../ticket.repository.js';
import { ticketChanged } from '../tickets.refusals.js';

export interface Person {
  id: number;
  name: string;
}

/** What a verb makes of a ticket. */
export interface Change {
  values: Partial<TicketEntity>;
  event: Pick<NewEvent, 'kind' | 'text'>;
  /** Whether others are told. */
  tell: boolean;
  /** Not work on it: a ticket that nobody worked on still resolves itself. */
  idle?: true;
}

/** The frame of every verb: load, let the verb decide, change only if nobody was faster, record who did what. */
@Injectable()
export class Desk {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal NOT_FOUND, TICKET_CHANGED, and whatever `decide` refuses with */
  async act(
    id: number,
    version: number,
    person: Person,
    decide: (ticket: TicketEntity, now: number, tx: Transaction) => Change | Promise<Change>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const ticket = await this.tickets.byId(tx, id);
      if (!ticket) throw notFound({ vi: 'phiếu này', en: 'ticket' });
      if (ticket.version !== version) throw ticketChanged();
      const { values, event, tell, idle } = await decide(ticket, now, tx);
      const touched = idle ? values : { touchedAt: ticket.touchedAt ?? now, ...values };
      if (!(await this.tickets.changeIfStill(tx, id, version, touched))) throw ticketChanged();
      await this.tickets.record(tx, id, { ...event, actor: person }, now, tell);
    });
  }
}
