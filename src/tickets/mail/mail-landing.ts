import { Injectable } from '@nestjs/common';
import type { TicketStatus } from '../../contracts/api/index.js';
import type { Transaction } from '../../platform/database/index.js';
import { fold, type Text } from '../../platform/i18n/index.js';
import { Attachments, type StoredFile } from '../attachments.js';
import { hasEnded, statusAtDesk } from '../domain/moves.js';
import { TicketEntity } from '../entities/ticket.entity.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import { SlaClocks } from '../sla-clock.service.js';
import { type NewEvent, TicketRepository } from '../ticket.repository.js';
import { moveTo } from '../verbs/move-to.js';
import { typedAtDesk, typedByClerk } from '../wording/as-typed.js';
import { wordElsewhere, wordRefused } from '../wording/mail-words.js';
import { foldQuotes } from './domain/fold-quotes.js';
import type { IncomingMail, RefusedFile, TokenOwner } from './domain/incoming-mail.js';
import { isOnlyThanks } from './domain/only-thanks.js';
import type { KnownSender } from './domain/placement.js';

/** What a mail says, ready to be put into a history. */
export interface MailWords {
  text: Text;
  quoted: string;
}

interface Landing {
  event: Pick<NewEvent, 'kind' | 'text' | 'actor' | 'answers' | 'followerId'>;
  status: TicketStatus;
  /** Not work on it. */
  idle: boolean;
  /** It is no news to anybody. */
  untold?: boolean;
}

/** Puts the answer to a mail of ours into its ticket, as the word of whoever it was sent to. */
@Injectable()
export class MailLanding {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly attachments: Attachments,
    private readonly sla: SlaClocks,
  ) {}

  /** Answers the id of the ticket; null: there is no such ticket any more. */
  async reply(
    tx: Transaction,
    mail: IncomingMail,
    owner: TokenOwner,
    sender: KnownSender | null,
    files: readonly StoredFile[],
    now: number,
  ): Promise<number | null> {
    const follower = await this.followerOf(tx, owner);
    const ticket = await this.ticketOf(tx, owner, follower);
    if (!ticket) return null;
    const { fitting, taken } = await this.fit(tx, ticket, mail, files);
    const landing = landingOf(fitting, owner, sender, follower, ticket);
    if (landing.event.kind === 'reopened' && follower) {
      await tx.update(TicketFollowerEntity, { id: follower.id }, { verdict: 'still', saidAt: now });
    }
    return this.put(tx, ticket, landing, wordsOf(mail, owner.kind).quoted, taken, now);
  }

  /** The same for somebody else than the secret was sent to: everybody at the desk reads it, and it moves nothing. */
  async elsewhere(
    tx: Transaction,
    mail: IncomingMail,
    owner: TokenOwner,
    files: readonly StoredFile[],
    now: number,
  ): Promise<number | null> {
    const ticket = await this.ticketOf(tx, owner, await this.followerOf(tx, owner));
    if (!ticket) return null;
    const { fitting, taken } = await this.fit(tx, ticket, mail, files);
    const { text, quoted } = wordsOf(fitting, 'reporter');
    const from = wordElsewhere(mail.fromAddress, owner.address);
    const said = { vi: `${from.vi}\n${text.vi}`, en: `${from.en}\n${text.en}` };
    const actor = { id: null, name: mail.fromName || mail.fromAddress };
    const landing: Landing = {
      event: { kind: 'mail', text: said, actor },
      status: ticket.status,
      idle: true,
    };
    return this.put(tx, ticket, landing, quoted, taken, now);
  }

  /** One line about a mail, told to nobody. */
  async note(tx: Transaction, owner: TokenOwner, text: Text, now: number): Promise<number | null> {
    const ticket = await this.ticketOf(tx, owner, await this.followerOf(tx, owner));
    if (!ticket) return null;
    await this.tickets.change(tx, ticket, {});
    await this.tickets.record(tx, ticket.id, { kind: 'mail', text, actor: null }, now, false);
    return ticket.id;
  }

  /** The mail without the files for which the ticket has no room: it says so, and they go when it is kept. */
  private async fit(
    tx: Transaction,
    ticket: TicketEntity,
    mail: IncomingMail,
    files: readonly StoredFile[],
  ): Promise<{ fitting: IncomingMail; taken: StoredFile[] }> {
    let room = await this.attachments.roomOn(tx, ticket.id);
    const taken: StoredFile[] = [];
    const refused: RefusedFile[] = [...mail.refused];
    for (const file of files) {
      if (file.bytes <= room) {
        room -= file.bytes;
        taken.push(file);
      } else {
        refused.push({ name: file.name, kind: 'ticket-full' });
        tx.onCommit(() => void this.attachments.discard(file));
      }
    }
    return { fitting: { ...mail, refused }, taken };
  }

  private async put(
    tx: Transaction,
    ticket: TicketEntity,
    { event, status, idle, untold = false }: Landing,
    quoted: string,
    files: readonly StoredFile[],
    now: number,
  ): Promise<number> {
    const moved = status === ticket.status ? null : moveTo(status, ticket, now);
    const touched = idle ? {} : { touchedAt: ticket.touchedAt ?? now };
    await this.tickets.change(tx, ticket, { ...touched, ...moved });
    const entry = { ...event, quoted, status: moved?.status };
    const eventId = await this.tickets.record(tx, ticket.id, entry, now, !untold);
    for (const file of files) await this.attachments.attach(tx, ticket.id, eventId, file);
    await this.sla.keep(tx, ticket.id, now);
    return ticket.id;
  }

  private async followerOf(
    tx: Transaction,
    { followerId }: TokenOwner,
  ): Promise<TicketFollowerEntity | null> {
    return followerId === null ? null : tx.findOne(TicketFollowerEntity, { where: { id: followerId } });
  }

  /** A clerk goes with the ticket that took theirs in. */
  private ticketOf(
    tx: Transaction,
    { ticketId }: TokenOwner,
    follower: TicketFollowerEntity | null,
  ): Promise<TicketEntity | null> {
    return tx.findToChange(TicketEntity, { id: follower?.ticketId ?? ticketId });
  }
}

/** The words of a mail without numbers that name a citizen, what it quotes apart. */
export function wordsOf(
  { text, refused }: Pick<IncomingMail, 'text' | 'refused'>,
  by: TokenOwner['kind'],
): MailWords {
  const { fresh, quoted } = foldQuotes(text);
  const typed = by === 'reporter' ? typedByClerk : typedAtDesk;
  const said = typed(fresh);
  const files = wordRefused(refused);
  return { text: files ? joined(said, files) : said, quoted: typed(quoted).vi };
}

function joined(said: Text, files: Text): Text {
  const between = said.vi === '' ? '' : '\n\n';
  return { vi: said.vi + between + files.vi, en: said.en + between + files.en };
}

function landingOf(
  mail: IncomingMail,
  owner: TokenOwner,
  sender: KnownSender | null,
  follower: TicketFollowerEntity | null,
  ticket: TicketEntity,
): Landing {
  const { text } = wordsOf(mail, owner.kind);
  if (owner.kind === 'staff') {
    const actor = sender && { id: sender.id, name: sender.name };
    return { event: { kind: 'reply', text, actor, answers: true }, status: ticket.status, idle: false };
  }
  const name = follower?.name ?? (mail.fromName || mail.fromAddress);
  const actor = { id: null, name };
  if (owner.kind === 'vendor')
    return { event: { kind: 'vendor', text, actor }, status: ticket.status, idle: true };
  const followerId = follower?.id;
  if (hasEnded(ticket.status)) {
    if (saysOnlyThanks(mail))
      return {
        event: { kind: 'clerk', text, actor, followerId },
        status: ticket.status,
        idle: true,
        untold: true,
      };
    return { event: { kind: 'reopened', text, actor, followerId }, status: statusAtDesk(ticket), idle: true };
  }
  const status = ticket.status === 'waiting_user' ? statusAtDesk(ticket) : ticket.status;
  return { event: { kind: 'clerk', text, actor, followerId }, status, idle: true };
}

function saysOnlyThanks({ text, files, refused }: IncomingMail): boolean {
  return files.length + refused.length === 0 && isOnlyThanks(fold(foldQuotes(text).fresh));
}
