import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Users } from '../access/index.js';
import { Config } from '../platform/config/index.js';
import type { Transaction } from '../platform/database/index.js';
import { TicketEventEntity, TicketRepository } from '../tickets/index.js';
import { Courier } from './courier.service.js';
import type { NoticeReason } from './domain/notice.js';
import { NoticeRepository } from './notice.repository.js';

/** Decides who is told of an entry in a ticket's history, and why. */
@Injectable()
export class Announcer {
  constructor(
    private readonly users: Users,
    private readonly tickets: TicketRepository,
    private readonly notices: NoticeRepository,
    private readonly courier: Courier,
    private readonly config: Config,
  ) {}

  async announce(tx: Transaction, ticketEventId: number, now: number): Promise<void> {
    const event = await tx.findOne(TicketEventEntity, { where: { id: ticketEventId } });
    const ticket = event && (await this.tickets.byId(tx, event.ticketId));
    if (!event || !ticket) return;
    for (const { email, reason } of await this.recipients(event, ticket.assigneeId)) {
      const withoutServer = this.config.smtpUrl === null;
      const notice = {
        ticketEventId,
        ticketId: ticket.id,
        recipient: email,
        status: withoutServer ? ('skipped' as const) : ('queued' as const),
        reason: withoutServer ? ('NO_MAIL_SERVER' as const) : reason,
        messageId: `${randomUUID()}@trucban`,
      };
      await this.notices.add(tx, notice, now);
    }
    tx.onCommit(() => this.courier.wake());
  }

  private async recipients(
    event: TicketEventEntity,
    assigneeId: number | null,
  ): Promise<{ email: string; reason: NoticeReason }[]> {
    const people = (await this.users.withMail()).filter(({ role }) => role !== 'clerk');
    if (event.kind === 'assigned') {
      return people
        .filter(({ id }) => id === assigneeId)
        .map(({ email }) => ({ email, reason: 'ASSIGNED_TO_YOU' }));
    }
    // Nobody is told of what they did themselves.
    return people.filter(({ id }) => id !== event.actorId).map(({ email }) => ({ email, reason: 'ON_DUTY' }));
  }
}
