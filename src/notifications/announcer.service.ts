import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { holds, mayDo, Users } from '../access/index.js';
import { Centers, Rotas } from '../inventory/index.js';
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
import { Channels } from './channels/channels.js';
import { wants } from './channels/webhook/domain/wants.js';
import { WebhookEndpoints } from './channels/webhook/webhook-endpoints.js';
import { webhookRecipient } from './channels/webhook/webhook.channel.js';
import { Courier } from './courier.service.js';
import { audienceOf } from './domain/audience.js';
import type { QuietReason, ToldReason } from './domain/notice.js';
import { quietReason } from './domain/quiet.js';
import { NoticeRepository } from './notice.repository.js';
import { PersonalNotices } from './personal-notices.js';

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
    private readonly personal: PersonalNotices,
    private readonly endpoints: WebhookEndpoints,
    private readonly channels: Channels,
    private readonly courier: Courier,
  ) {}

  async announce(tx: Transaction, ticketEventId: number, now: number): Promise<void> {
    const event = await tx.findOne(TicketEventEntity, { where: { id: ticketEventId } });
    const ticket = event && (await this.tickets.byId(tx, event.ticketId));
    if (!event || !ticket) return;
    const quiet = await this.quietReason(tx, event, ticket, now);
    await this.tellOthers(tx, event, ticket, quiet, now);
    await this.tellDesk(tx, event, ticket, quiet, now);
    await this.tellEndpoints(tx, event, ticket, quiet, now);
    tx.onCommit(() => this.courier.wake());
  }

  private async quietReason(
    tx: Transaction,
    { kind, actorName }: TicketEventEntity,
    { incidentId, snoozedUntil, acknowledgedAt }: TicketEntity,
    now: number,
  ): Promise<QuietReason | null> {
    const silence = incidentId === null ? null : await this.silences.of(tx, incidentId, now);
    const acknowledged = acknowledgedAt !== null;
    return quietReason(
      { kind, actorName, snoozedUntil, acknowledged, underMaintenance: silence !== null },
      now,
    );
  }

  /** Whoever reported it, and a vendor whom the desk wrote to: by mail, at any hour. */
  private async tellOthers(
    tx: Transaction,
    event: TicketEventEntity,
    { id: ticketId }: TicketEntity,
    quiet: QuietReason | null,
    now: number,
  ): Promise<void> {
    const why = quiet ?? (this.channels.isSetUp('mail') ? null : ('CHANNEL_NOT_SET_UP' as const));
    for (const { reason, ...owner } of await this.others(tx, event)) {
      const notice = {
        about: { ticketEventId: event.id, ticketId },
        channel: 'mail' as const,
        recipient: owner.address,
        status: why ? ('skipped' as const) : ('queued' as const),
        reason: why ?? reason,
        messageId: await this.tokens.issue(tx, { ...owner, ticketId }, now),
      };
      await this.notices.add(tx, notice, now);
    }
  }

  private async others(tx: Transaction, event: TicketEventEntity): Promise<Other[]> {
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
    ];
  }

  private async tellDesk(
    tx: Transaction,
    event: TicketEventEntity,
    ticket: TicketEntity,
    quiet: QuietReason | null,
    now: number,
  ): Promise<void> {
    const { id, assigneeId, centerId } = ticket;
    const place = await this.centers.placeOf(centerId);
    const people = (await this.users.active()).filter(
      (person) => mayDo(person, 'tickets.work') && holds(person, place),
    );
    const { first, second, head, gap } = await this.rotas.onDutyFor(centerId, now);
    const onShift = gap ? [] : [first, second].flatMap((person) => person?.id ?? []);
    const onDuty = gap ? [] : [...onShift, ...(head ? [head.id] : [])];
    const away = await this.personal.away(tx, people);
    const supporters = people.map((person) => ({ id: person.id, away: away.has(person.id) }));
    const before = await this.notices.toldOf(tx, id);
    const watchers = await this.watchers.idsOf(tx, id);
    const told = audienceOf({ ...event, assigneeId }, supporters, onDuty, before, watchers);
    const audience = told.map(({ id: userId, reason }) => ({
      person: people.find((person) => person.id === userId)!,
      reason,
    }));
    await this.personal.tell(tx, { ticketEventId: event.id, ticket, quiet, onShift }, audience, now);
  }

  /** Machines do not sleep: no quiet hours. */
  private async tellEndpoints(
    tx: Transaction,
    { id: ticketEventId, kind }: TicketEventEntity,
    { id: ticketId, priority, centerId }: TicketEntity,
    quiet: QuietReason | null,
    now: number,
  ): Promise<void> {
    const endpoints = await this.endpoints.open(tx);
    if (endpoints.length === 0) return;
    const { province } = await this.centers.placeOf(centerId);
    for (const endpoint of endpoints.filter((one) => wants(one, { kind, priority, province }))) {
      const notice = {
        about: { ticketEventId, ticketId },
        channel: 'webhook' as const,
        recipient: webhookRecipient(endpoint.id),
        endpointId: endpoint.id,
        status: quiet ? ('skipped' as const) : ('queued' as const),
        reason: quiet ?? ('ENDPOINT_WANTS' as const),
        messageId: `msg_${randomUUID()}`,
      };
      await this.notices.add(tx, notice, now);
    }
  }
}

type Other = Omit<TokenOwner, 'ticketId'> & { reason: ToldReason };

const NOBODY = { userId: null, followerId: null };
