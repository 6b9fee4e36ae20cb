import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { PersonalChannel } from '../contracts/api/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { ReplyTokens, type TicketEntity } from '../tickets/index.js';
import { browserRecipient, BrowserChannel } from './channels/browser/browser.channel.js';
import { Channels } from './channels/channels.js';
import { ZaloLinks } from './channels/zalo/zalo-links.js';
import { DEFAULT_PREFERENCE, type PersonalNews, routesOf } from './domain/choices.js';
import type { QuietReason, SkippedReason, ToldReason } from './domain/notice.js';
import { heldUntil, quietHoursOf } from './domain/quiet-hours.js';
import { NoticeRepository } from './notice.repository.js';
import { Preferences } from './preferences.service.js';

/** Somebody with an account. */
export interface Person {
  id: number;
  email: string | null;
}

/** An entry of a ticket's history, for people with accounts. */
export interface News {
  ticketEventId: number;
  ticket: TicketEntity;
  /** Nobody is to be told; null: they are. */
  quiet: QuietReason | null;
  /** Who is on duty for the place now. */
  onShift: readonly number[];
}

/** One row for each channel that reaches a person: told at once, held back until the quiet hours end, or why not at all. */
@Injectable()
export class PersonalNotices {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly preferences: Preferences,
    private readonly channels: Channels,
    private readonly browser: BrowserChannel,
    private readonly links: ZaloLinks,
    private readonly tokens: ReplyTokens,
  ) {}

  /** Whom something reaches where no page is open. */
  async away(from: Transaction | Reader, people: readonly Person[]): Promise<ReadonlySet<number>> {
    const links = await this.links.all(from);
    return new Set(people.filter(({ id, email }) => email !== null || links.has(id)).map(({ id }) => id));
  }

  async tell(
    tx: Transaction,
    news: News,
    audience: readonly { person: Person; reason: ToldReason }[],
    now: number,
  ): Promise<void> {
    if (audience.length === 0) return;
    const known = {
      preferences: await this.preferences.all(tx),
      links: await this.links.all(tx),
      office: await this.preferences.office(),
      wakes: await this.preferences.wakes(news.ticket.priority),
    };
    for (const { person, reason } of audience) {
      const preference = known.preferences.get(person.id) ?? DEFAULT_PREFERENCE;
      const personal: PersonalNews = { reason, priority: news.ticket.priority };
      const addresses = addressesOf(person, known.links.get(person.id) ?? null);
      const reaching = addresses.map(({ channel }) => ({ channel, isSetUp: this.channels.isSetUp(channel) }));
      const hours = quietHoursOf(preference, known.office);
      const awake = known.wakes || news.onShift.includes(person.id);
      const held = heldUntil(personal, awake, hours, now);
      for (const { channel, why } of routesOf(personal, preference, reaching)) {
        const address = addresses.find((one) => one.channel === channel)!.address;
        await this.add(tx, news, { channel, address, person, reason, why: news.quiet ?? why, held }, now);
      }
    }
  }

  private async add(tx: Transaction, news: News, to: Receiver, now: number): Promise<void> {
    const { channel, address, person, reason, why, held } = to;
    const { ticketEventId, ticket } = news;
    const arrives = why === null && channel === 'browser' && held === null;
    await this.notices.add(
      tx,
      {
        about: { ticketEventId, ticketId: ticket.id },
        channel,
        recipient: address,
        userId: person.id,
        status: why === null ? (arrives ? 'sent' : 'queued') : 'skipped',
        reason: why ?? reason,
        messageId: await this.messageId(tx, channel, address, person.id, ticket.id, now),
        heldUntil: why === null ? held : null,
      },
      now,
    );
    if (arrives) tx.onCommit(() => this.browser.wake(address));
  }

  /** Of a mail it is the secret that brings an answer into the ticket. */
  private messageId(
    tx: Transaction,
    channel: PersonalChannel,
    address: string,
    userId: number,
    ticketId: number,
    now: number,
  ): Promise<string> {
    if (channel !== 'mail') return Promise.resolve(`${randomUUID()}@trucban`);
    return this.tokens.issue(tx, { kind: 'staff', address, ticketId, userId, followerId: null }, now);
  }
}

interface Receiver {
  channel: PersonalChannel;
  address: string;
  person: Person;
  reason: ToldReason;
  why: SkippedReason | null;
  held: number | null;
}

/** Where the channels find a person; those that cannot are left out. */
function addressesOf(
  { id, email }: Person,
  zaloId: string | null,
): { channel: PersonalChannel; address: string }[] {
  return [
    ...(email === null ? [] : [{ channel: 'mail' as const, address: email }]),
    { channel: 'browser' as const, address: browserRecipient(id) },
    ...(zaloId === null ? [] : [{ channel: 'zalo' as const, address: zaloId }]),
  ];
}
