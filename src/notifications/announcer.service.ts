import { Injectable } from '@nestjs/common';
import { holds, mayDo, Users } from '../access/index.js';
import { Centers, Rotas } from '../inventory/index.js';
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
  Watchers,
} from '../tickets/index.js';
import { Courier } from './courier.service.js';
import { audienceOf } from './domain/audience.js';
import type { NoticeReason, QuietReason } from './domain/notice.js';
import { quietReason } from './domain/quiet.js';
import { NoticeRepository } from './notice.repository.js';

/** Decides who is told of an entry in a ticket's history, and why; who is not told has a row that says why, too. */
@Injectable()
export class Announcer {
  constructor(
    private readonly users: Users,
    private readonly centers: Centers,
    private readonly rotas: Rotas,
    private readonly tickets: TicketRepository,
    private readonly silences: IncidentSilences,
    private readonly followers: Followers,
    private readonly watchers: Watchers,
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
    for (const { address, reason, ...owner } of await this.recipients(tx, event, ticket, now)) {
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
    now: number,
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
      ...(await this.desk(tx, event, ticket, now)),
    ];
  }

  private async desk(
    tx: Transaction,
    event: TicketEventEntity,
    { id, assigneeId, centerId }: TicketEntity,
    now: number,
  ): Promise<Recipient[]> {
    const place = await this.centers.placeOf(centerId);
    const people = (await this.users.withMail()).filter(
      (person) => mayDo(person, 'tickets.work') && holds(person, place),
    );
    const { first, second, head, gap } = await this.rotas.onDutyFor(centerId, now);
    const onDuty = gap ? [] : [first, second, head].flatMap((person) => person?.id ?? []);
    const toldBefore = await this.notices.recipientsOf(tx, id);
    const watchers = await this.watchers.idsOf(tx, id);
    return audienceOf({ ...event, assigneeId }, people, onDuty, toldBefore, watchers).map(
      ({ id: userId, email: address, reason }) => ({
        ...NOBODY,
        kind: 'staff' as const,
        address,
        userId,
        reason,
      }),
    );
  }
}

type Recipient = Omit<TokenOwner, 'ticketId'> & { reason: NoticeReason };

const NOBODY = { userId: null, followerId: null };
