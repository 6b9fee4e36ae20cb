import { Injectable } from '@nestjs/common';
import { digestOf, newSecret } from '../../access/index.js';
import type { FollowedReport, FollowerVerdict, TicketStatus } from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { listOf, Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { hasEnded, statusAtDesk } from '../domain/moves.js';
import { FOR_THE_DESK } from '../domain/written-entries.js';
import { TicketEntity } from '../entities/ticket.entity.js';
import type { TicketEventEntity } from '../entities/ticket-event.entity.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import { SlaClocks } from '../sla-clock.service.js';
import { type NewEvent, TicketRepository } from '../ticket.repository.js';
import { Attachments, type StoredFile } from '../attachments.js';
import { isPictureType } from '../files/domain/file-kind.js';
import { RemoteHelps } from '../remote/remote-helps.service.js';
import { alreadyEnded, followUnknown, notResolvedYet } from '../tickets.refusals.js';
import { moveTo } from '../verbs/move-to.js';
import { typedByClerk } from '../wording/as-typed.js';
import { showsFiles, type Told, toldToClerk } from '../wording/told-to-clerk.js';
import { FollowerPages } from './follower-pages.js';

const DONE = { vi: 'Cán bộ xác nhận: đã xong.', en: 'The clerk confirms: it works.' };
const STILL = { vi: 'Cán bộ báo: vẫn còn lỗi.', en: 'The clerk says: it still fails.' };

/** Clerks and their tickets: each knows theirs by a secret address, follows the answers, and says whether it works again. */
@Injectable()
export class Followers {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly sla: SlaClocks,
    private readonly pages: FollowerPages,
    private readonly attachments: Attachments,
    private readonly remoteHelps: RemoteHelps,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** `follow`: the secret of the clerk's own page about the ticket. */
  async add(
    tx: Transaction,
    ticketId: number,
    { name, phone, device, email }: NewFollower,
    now: number,
  ): Promise<{ follow: string; followerId: number }> {
    const follow = newSecret();
    const who = { name, phone, email: email ?? null, deviceId: device?.id ?? null };
    return { follow, followerId: await this.insert(tx, ticketId, who, follow, now) };
  }

  /** The same clerk follows another ticket, too: by mail, and on the page that the clerk has. Answers who that is there. */
  async addTwin(tx: Transaction, of: number, ticketId: number, now: number): Promise<number> {
    const { id, name, phone, email, deviceId, twinOf } = (await tx.findOne(TicketFollowerEntity, {
      where: { id: of },
    }))!;
    const who = { name, phone, email, deviceId, twinOf: twinOf ?? id };
    return this.insert(tx, ticketId, who, newSecret(), now);
  }

  private insert(
    tx: Transaction,
    ticketId: number,
    who: Pick<TicketFollowerEntity, 'name' | 'phone' | 'email' | 'deviceId'> & { twinOf?: number },
    secret: string,
    now: number,
  ): Promise<number> {
    const nothingYet = { verdict: null, rating: null, saidAt: null };
    const place = { ticketId, originId: ticketId, digest: digestOf(secret), beganAt: now };
    return tx.insert(TicketFollowerEntity, { ...who, ...place, ...nothingYet });
  }

  /** Is it the secret of a clerk's page? */
  async knows(secret: string): Promise<boolean> {
    return (await this.pages.ownerOf(this.reader, secret)) !== null;
  }

  async view(secret: string): Promise<FollowedReport> {
    const { follower, ticket } = await this.ofSecret(secret);
    const { number, place, status, openedAt, resolvedAt } = ticket;
    return {
      number,
      title: { vi: ticket.titleVi, en: ticket.titleEn },
      place,
      status,
      openedAt,
      resolvedAt,
      events: await this.withFiles(await this.told(follower), follower),
      asked: status === 'waiting_user',
      // Of an earlier resolution it says nothing.
      verdict: (follower.saidAt ?? 0) >= (resolvedAt ?? Infinity) ? follower.verdict : null,
      rating: follower.rating,
      parts: await this.parts(follower),
      remoteHelp: await this.remoteHelps.ofFollower(follower.id),
    };
  }

  /** A file of an entry that the clerk may read. @throws Refusal FOLLOW_UNKNOWN */
  async file(secret: string, id: number): Promise<{ file: StoredFile; content: Buffer } | null> {
    const { follower } = await this.ofSecret(secret);
    for (const one of [follower, ...(await this.twinsOf(follower))]) {
      const told = new Set((await this.told(one)).filter(showsFiles).map((event) => event.id));
      for (const ticketId of new Set([one.originId, one.ticketId])) {
        const file = await this.attachments.byId(ticketId, id);
        if (file && told.has(file.eventId)) return { file, content: await this.attachments.content(file) };
      }
    }
    return null;
  }

  /** Who reads an entry of a ticket's history by mail, and how. Nobody is told of their own words, but that they arrived. */
  async byMail(from: Transaction | Reader, event: TicketEventEntity): Promise<ToldByMail[]> {
    const followers = await from.find(TicketFollowerEntity, { where: { ticketId: event.ticketId } });
    return followers.flatMap(({ id, email }) => {
      const told = email === null ? undefined : toldToClerk(event, id)[0];
      const own = event.followerId === id && event.actorId === null && event.status !== 'new';
      return told && email !== null && !own ? [{ followerId: id, email, told }] : [];
    });
  }

  /** The same clerk at what was split off. */
  private twinsOf({ id }: TicketFollowerEntity): Promise<TicketFollowerEntity[]> {
    return this.reader.find(TicketFollowerEntity, { where: { twinOf: id }, order: { id: 'ASC' } });
  }

  private async parts(follower: TicketFollowerEntity): Promise<FollowedReport['parts']> {
    const parts: FollowedReport['parts'] = [];
    for (const twin of await this.twinsOf(follower)) {
      const ticket = await this.tickets.byId(this.reader, twin.ticketId);
      if (!ticket) continue;
      const { number, titleVi: vi, titleEn: en, status } = ticket;
      parts.push({
        number,
        title: { vi, en },
        status,
        events: await this.withFiles(await this.told(twin), twin),
      });
    }
    return parts;
  }

  /** Of the ticket it is, and of the one that took that in, since it did. */
  private async told(follower: TicketFollowerEntity): Promise<Told[]> {
    const own = await this.tickets.eventsOf(this.reader, follower.originId);
    const since = own.findLast(({ kind }) => kind === 'merged')?.at ?? 0;
    const others =
      follower.ticketId === follower.originId
        ? []
        : (await this.tickets.eventsOf(this.reader, follower.ticketId)).filter(({ at }) => at >= since);
    const events = [...own, ...others];
    const split = new Set(events.flatMap(({ kind, ticketId }) => (kind === 'split' ? ticketId : [])));
    const apart = await this.apartAt([...split]);
    return events
      .filter(({ kind, at }) => kind !== 'split' || apart.has(at))
      .flatMap((event) => toldToClerk(event, follower.id));
  }

  /** When words that clerks read went from these tickets to ones of their own. That notes of the desk did is no news to them. */
  private async apartAt(ticketIds: readonly number[]): Promise<ReadonlySet<number>> {
    if (ticketIds.length === 0) return new Set();
    const desk = [...FOR_THE_DESK];
    const rows = await this.reader.rows<{ at: number }>(
      `SELECT DISTINCT split.at FROM ticket_event moved
       JOIN ticket_event split ON split.ticket_id = moved.moved_to AND split.kind = 'split'
       WHERE moved.ticket_id IN ${listOf(ticketIds)} AND moved.moved_to IS NOT NULL AND moved.kind NOT IN ${listOf(desk)}`,
      [...ticketIds, ...desk],
    );
    return new Set(rows.map(({ at }) => Number(at)));
  }

  private async withFiles(
    told: readonly Told[],
    { originId, ticketId }: TicketFollowerEntity,
  ): Promise<FollowedReport['events']> {
    const files = await this.attachments.ofTicket(originId);
    if (ticketId !== originId) files.push(...(await this.attachments.ofTicket(ticketId)));
    return told.map((event) => ({
      ...event,
      attachments: files
        .filter(({ eventId }) => eventId === event.id && showsFiles(event))
        .map(({ id, name, bytes, mediaType }) => ({ id, name, bytes, picture: isPictureType(mediaType) })),
    }));
  }

  private async ofSecret(secret: string): Promise<{ follower: TicketFollowerEntity; ticket: TicketEntity }> {
    const follower = await this.pages.ownerOf(this.reader, secret);
    const ticket = follower && (await this.tickets.byId(this.reader, follower.ticketId));
    if (!follower || !ticket) throw followUnknown();
    return { follower, ticket };
  }

  /** @throws Refusal FOLLOW_UNKNOWN, TICKET_ENDED */
  answer(secret: string, body: string): Promise<void> {
    return this.act(secret, ({ ticket }) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      const status = ticket.status === 'waiting_user' ? statusAtDesk(ticket) : ticket.status;
      return { event: { kind: 'clerk', text: typedByClerk(body) }, status };
    });
  }

  /** @throws Refusal FOLLOW_UNKNOWN, TICKET_NOT_RESOLVED_YET */
  judge(secret: string, { verdict, rating, note }: FollowerVerdict): Promise<void> {
    return this.act(secret, async ({ ticket, follower, tx, now }) => {
      if (!hasEnded(ticket.status)) throw notResolvedYet();
      await tx.update(TicketFollowerEntity, { id: follower.id }, { verdict, rating, saidAt: now });
      const text = note ? typedByClerk(note) : verdict === 'done' ? DONE : STILL;
      if (verdict === 'still') return { event: { kind: 'reopened', text }, status: statusAtDesk(ticket) };
      const alone = (await this.tickets.followersOf(tx, ticket.id)) === 1 && ticket.status === 'resolved';
      return { event: { kind: 'clerk', text }, status: alone ? 'closed' : ticket.status };
    });
  }

  private async act(
    secret: string,
    decide: (at: {
      ticket: TicketEntity;
      follower: TicketFollowerEntity;
      tx: Transaction;
      now: number;
    }) => Said | Promise<Said>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const follower = await this.pages.ownerOf(tx, secret);
      const ticket = follower && (await tx.findToChange(TicketEntity, { id: follower.ticketId }));
      if (!follower || !ticket) throw followUnknown();
      const { event, status } = await decide({ ticket, follower, tx, now });
      const moved = status === ticket.status ? null : moveTo(status, ticket, now);
      await this.tickets.change(tx, ticket, { ...moved });
      const actor = { id: null, name: follower.name };
      const said = { ...event, actor, followerId: follower.id, status: moved?.status };
      await this.tickets.record(tx, ticket.id, said, now, true);
      await this.sla.keep(tx, ticket.id, now);
    });
  }
}

export interface ToldByMail {
  followerId: number;
  email: string;
  told: Told;
}

interface NewFollower {
  name: string;
  phone: string | null;
  device: { id: number } | null;
  email?: string | null;
}

interface Said {
  event: Pick<NewEvent, 'kind' | 'text'>;
  status: TicketStatus;
}
