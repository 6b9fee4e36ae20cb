import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { holds, mayDo, Users } from '../access/index.js';
import { Centers } from '../inventory/index.js';
import { Config } from '../platform/config/index.js';
import type { Transaction } from '../platform/database/index.js';
import {
  IncidentSilences,
  type TicketEntity,
  TicketEventEntity,
  TicketRepository,
} from '../tickets/index.js';
import { Courier } from './courier.service.js';
import type { NoticeReason, QuietReason } from './domain/notice.js';
import { quietReason } from './domain/quiet.js';
import { NoticeRepository } from './notice.repository.js';

/** Decides who is told of an entry in a ticket's history, and why; who is not told has a row that says why, too. */
@Injectable()
export class Announcer {
  constructor(
    private readonly users: Users,
    private readonly centers: Centers,
    private readonly tickets: TicketRepository,
    private readonly silences: IncidentSilences,
    private readonly notices: NoticeRepository,
    private readonly courier: Courier,
    private readonly config: Config,
  ) {}

  async announce(tx: Transaction, ticketEventId: number, now: number): Promise<void> {
    const event = await tx.findOne(TicketEventEntity, { where: { id: ticketEventId } });
    const ticket = event && (await this.tickets.byId(tx, event.ticketId));
    if (!event || !ticket) return;
    const quiet = await this.quietReason(tx, event, ticket, now);
    const silenced = quiet ?? (this.config.smtpUrl === null ? ('NO_MAIL_SERVER' as const) : null);
    for (const { email, reason } of await this.recipients(event, ticket)) {
      const notice = {
        about: { ticketEventId, ticketId: ticket.id },
        recipient: email,
        status: silenced ? ('skipped' as const) : ('queued' as const),
        reason: silenced ?? reason,
        messageId: `${randomUUID()}@trucban`,
      };
      await this.notices.add(tx, notice, now);
    }
    tx.onCommit(() => this.courier.wake());
  }

  private async quietReason(
    tx: Transaction,
    { kind, actorId }: TicketEventEntity,
    { incidentId, snoozedUntil, acknowledgedAt }: TicketEntity,
    now: number,
  ): Promise<QuietReason | null> {
    const silence = incidentId === null ? null : await this.silences.of(tx, incidentId, now);
    const acknowledged = acknowledgedAt !== null;
    return quietReason(
      { kind, actorId, snoozedUntil, acknowledged, underMaintenance: silence !== null },
      now,
    );
  }

  private async recipients(
    event: TicketEventEntity,
    { assigneeId, centerId }: TicketEntity,
  ): Promise<{ email: string; reason: NoticeReason }[]> {
    const place = await this.centers.placeOf(centerId);
    const people = (await this.users.withMail()).filter(
      (person) => mayDo(person, 'tickets.work') && holds(person, place),
    );
    if (event.kind === 'assigned') {
      return people
        .filter(({ id }) => id === assigneeId)
        .map(({ email }) => ({ email, reason: 'ASSIGNED_TO_YOU' }));
    }
    // Nobody is told of what they did themselves.
    return people.filter(({ id }) => id !== event.actorId).map(({ email }) => ({ email, reason: 'ON_DUTY' }));
  }
}
