import { Injectable } from '@nestjs/common';
import { Users } from '../access/index.js';
import { Centers } from '../inventory/index.js';
import { Config } from '../platform/config/index.js';
import type { Transaction } from '../platform/database/index.js';
import {
  Followers,
  IncidentSilences,
  ReplyTokens,
  type TicketEntity,
  TicketEventEntity,
  TicketRepository,
  type TokenOwner,
  VendorMailEntity,
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
    private readonly followers: Followers,
    private readonly tokens: ReplyTokens,
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
    for (const { address, reason, ...owner } of await this.recipients(tx, event, ticket)) {
      const messageId = await this.tokens.issue(tx, { ...owner, address, ticketId: ticket.id }, now);
      const notice = {
        about: { ticketEventId, ticketId: ticket.id },
        recipient: address,
        status: silenced ? ('skipped' as const) : ('queued' as const),
        reason: silenced ?? reason,
        messageId,
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
    tx: Transaction,
    event: TicketEventEntity,
    ticket: TicketEntity,
  ): Promise<Recipient[]> {
    const vendor = await tx.findOne(VendorMailEntity, { where: { eventId: event.id } });
    const reporters = await this.followers.byMail(tx, event);
    return [
      ...(vendor
        ? [{ ...NOBODY, kind: 'vendor' as const, address: vendor.recipient, reason: 'VENDOR' as const }]
        : []),
      ...reporters.map(({ email, followerId }) => ({
        ...NOBODY,
        kind: 'reporter' as const,
        address: email,
        followerId,
        reason: 'YOU_REPORTED' as const,
      })),
      ...(BETWEEN_DESK_AND_OTHERS.has(event.kind) ? [] : await this.desk(event, ticket)),
    ];
  }

  private async desk(event: TicketEventEntity, { assigneeId, centerId }: TicketEntity): Promise<Recipient[]> {
    const center = centerId === null ? null : await this.centers.byId(centerId);
    // A fault of a whole system is of no center, and concerns every province.
    const people = (await this.users.withMail()).filter(
      ({ role, province }) =>
        role !== 'clerk' && (province === null || !center || center.provinceCode === province),
    );
    const given = event.kind === 'assigned';
    return people
      .filter(({ id }) => (given ? id === assigneeId : id !== event.actorId))
      .map(({ id, email }) => ({
        ...NOBODY,
        kind: 'staff' as const,
        address: email,
        userId: id,
        reason: given ? ('ASSIGNED_TO_YOU' as const) : ('ON_DUTY' as const),
      }));
  }
}

type Recipient = Omit<TokenOwner, 'ticketId'> & { reason: NoticeReason };

const NOBODY = { userId: null, followerId: null };
/** The desk wrote them itself, to somebody outside. */
const BETWEEN_DESK_AND_OTHERS: ReadonlySet<TicketEventEntity['kind']> = new Set([
  'reply',
  'asked',
  'handed_over',
]);
