import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mayDo, Users } from '../../access/index.js';
import { DAY_MS } from '../../platform/civil/index.js';
import { nextTurn } from '../../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../../platform/database/index.js';
import type { FetchedMail, Filed } from '../../platform/mailbox/index.js';
import { Outbox } from '../../platform/outbox/index.js';
import { Attachments, type StoredFile } from '../attachments.js';
import type { MailOutcome } from '../entities/received-mail.entity.js';
import { typedByClerk } from '../wording/as-typed.js';
import { wordMachine, wordTooLarge } from '../wording/mail-words.js';
import type { IncomingMail } from './domain/incoming-mail.js';
import { type AsideReason, type KnownSender, type Placement, placementOf } from './domain/placement.js';
import { MailLanding, wordsOf } from './mail-landing.js';
import type { MailReader } from './mail-readers.js';
import { MailedTickets } from './mailed-tickets.js';
import { type Done, type NewReceived, ReceivedMails } from './received-mails.js';
import { ReplyTokens } from './reply-tokens.js';

const HOUR_MS = DAY_MS / 24;
const HASHED_AT_ONCE = 2 * 1024 * 1024;
/** Of what was put aside, so much can be read at the desk; all of it lies in the mailbox. */
const MOST_KEPT_TEXT = 8_000;

interface Arrived {
  mail: IncomingMail;
  sender: KnownSender | null;
  files: readonly StoredFile[];
  whole: boolean;
}

/**
 * Deals with one mail, once: (1) known by its bytes? then it was dealt with, and only has to leave the inbox; (2) read beside
 * the event loop; (3) its files are written; (4) one unit of work claims the mail and does what it says. Whatever goes
 * wrong with it ends with the mail put aside, so that it never stands in the way of others.
 */
@Injectable()
export class MailHandler {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly received: ReceivedMails,
    private readonly tokens: ReplyTokens,
    private readonly landing: MailLanding,
    private readonly opening: MailedTickets,
    private readonly attachments: Attachments,
    private readonly users: Users,
    private readonly outbox: Outbox,
    private readonly work: UnitOfWork,
  ) {}

  async handle({ source, bytes, whole }: FetchedMail, reader: MailReader, now: number): Promise<Filed> {
    const digest = await identityOf(source, bytes);
    const known = await this.received.outcomeOf(digest);
    if (known) return filedOf(known);
    const mail = await reader.read(source);
    if (!mail) return this.putAside(nameless(digest, bytes), 'UNREADABLE', now);
    const row = { ...mail, subject: typedByClerk(mail.subject).vi, digest, bytes };
    try {
      return await this.deal(row, mail, whole, now);
    } catch (error) {
      this.logger.error(`a mail was put aside: ${String(error)}`);
      return this.putAside(row, 'UNREADABLE', now);
    }
  }

  private async deal(row: NewReceived, mail: IncomingMail, whole: boolean, now: number): Promise<Filed> {
    const sender = await this.senderOf(mail.fromAddress);
    const files: StoredFile[] = [];
    let used = false;
    try {
      for (const { name, mediaType, bytes } of mail.files)
        files.push(await this.attachments.storeAs(mediaType, { name, bytes: Buffer.from(bytes) }));
      const done = await this.work.run(async (tx) => {
        const id = await this.received.claim(tx, row, now);
        if (id === null) return null;
        const one = await this.place(tx, { mail, sender, files, whole }, now);
        await this.received.finish(tx, id, one);
        return one;
      });
      used = done?.outcome === 'answered' || done?.outcome === 'opened';
      return filedOf(done?.outcome ?? (await this.received.outcomeOf(row.digest)) ?? 'aside');
    } finally {
      if (!used) for (const file of files) await this.attachments.discard(file);
    }
  }

  private async place(tx: Transaction, arrived: Arrived, now: number): Promise<Done> {
    const { mail, sender, whole } = arrived;
    const found = await this.tokens.ownerOf(tx, mail.tokens);
    const owner = found?.owner ?? null;
    if (!whole) {
      if (owner) await this.landing.note(tx, owner, wordTooLarge(mail.fromAddress), now);
      return asideOf(mail, 'TOO_LARGE');
    }
    const since = now - HOUR_MS;
    const many = await this.received.tooManyOf(tx, mail.fromAddress, now - DAY_MS);
    const placement = placementOf(mail, {
      owner,
      sender,
      intoTicket: owner
        ? await this.received.countSince(tx, mail.fromAddress, 'answered', since, owner.ticketId)
        : 0,
      opened: await this.received.countSince(tx, mail.fromAddress, 'opened', since),
      held: many.waits,
    });
    const done = await this.follow(tx, placement, arrived, found?.messageId ?? null, now);
    // Two machines that answer each other would fill the desk's list as well: the first stands for them all.
    return done.reason === 'TOO_MANY' && many.told ? { ...done, settledAt: now } : done;
  }

  private async follow(
    tx: Transaction,
    placement: Placement,
    { mail, sender, files }: Arrived,
    answered: string | null,
    now: number,
  ): Promise<Done> {
    switch (placement.act) {
      case 'reply':
        return answeredOr(await this.landing.reply(tx, mail, placement.owner, sender, files, now), mail);
      case 'reply-elsewhere':
        return answeredOr(await this.landing.elsewhere(tx, mail, placement.owner, files, now), mail);
      case 'machine':
        return this.hearMachine(tx, placement, mail, answered, now);
      case 'open':
        return {
          outcome: 'opened',
          reason: null,
          text: null,
          ticketId: await this.open(tx, placement.sender, mail, files, now),
        };
      case 'aside':
        return asideOf(mail, placement.reason);
    }
  }

  private open(
    tx: Transaction,
    { id, name, works, center }: KnownSender,
    mail: IncomingMail,
    files: readonly StoredFile[],
    now: number,
  ): Promise<number> {
    const email = works ? null : mail.fromAddress;
    const words = wordsOf(mail, 'reporter');
    const from = { name, userId: id, email, centerId: center };
    return this.opening.open(tx, { ...from, subject: mail.subject, words, files }, now);
  }

  /** At most one line a day of each address: two machines would fill a history as well as a mailbox. */
  private async hearMachine(
    tx: Transaction,
    { owner, automatic }: Extract<Placement, { act: 'machine' }>,
    mail: IncomingMail,
    answered: string | null,
    now: number,
  ): Promise<Done> {
    if (!owner) return { outcome: 'machine', reason: null, ticketId: null, text: null };
    const status = mail.bounce ?? '';
    const from = automatic === 'bounce' ? owner.address : mail.fromAddress;
    const heard = await this.received.countSince(
      tx,
      mail.fromAddress,
      'machine',
      now - DAY_MS,
      owner.ticketId,
    );
    const subject = typedByClerk(mail.subject).vi;
    if (heard === 0 || automatic === 'bounce')
      await this.landing.note(tx, owner, wordMachine(automatic, { from, subject, status }), now);
    if (automatic === 'bounce' && answered)
      await this.outbox.emit(tx, 'mail.bounced', answered, now, { payload: status });
    return { outcome: 'machine', reason: null, ticketId: owner.ticketId, text: null };
  }

  private async putAside(row: NewReceived, reason: AsideReason, now: number): Promise<Filed> {
    await this.work.run(async (tx) => {
      const id = await this.received.claim(tx, row, now);
      if (id !== null)
        await this.received.finish(tx, id, { outcome: 'aside', reason, ticketId: null, text: null });
    });
    return 'aside';
  }

  private async senderOf(address: string): Promise<KnownSender | null> {
    if (address === '') return null;
    const known = (await this.users.withMail()).filter(({ email }) => email.toLowerCase() === address);
    // An address that several share proves none of them.
    const [one, ...others] = known;
    if (!one || others.length > 0) return null;
    const { id, name, center } = one;
    return { id, name, center, works: mayDo(one, 'tickets.work') };
  }
}

/** Of all its bytes; a slice at a time, because fifteen million of them would hold the event loop (decision 19). */
async function identityOf(source: Buffer, bytes: number): Promise<string> {
  const hash = createHash('sha256').update(String(bytes));
  for (let from = 0; from < source.length; from += HASHED_AT_ONCE) {
    hash.update(source.subarray(from, from + HASHED_AT_ONCE));
    await nextTurn();
  }
  return hash.digest('hex');
}

function filedOf(outcome: MailOutcome): Filed {
  return outcome === 'aside' ? 'aside' : 'handled';
}

function asideOf({ text }: IncomingMail, reason: AsideReason): Done {
  return {
    outcome: 'aside',
    reason,
    ticketId: null,
    text: typedByClerk(text.slice(0, MOST_KEPT_TEXT)).vi,
  };
}

function answeredOr(ticketId: number | null, mail: IncomingMail): Done {
  if (ticketId === null) return asideOf(mail, 'UNKNOWN_TOKEN');
  return { outcome: 'answered', reason: null, ticketId, text: null };
}

function nameless(digest: string, bytes: number): NewReceived {
  return { digest, bytes, messageId: null, fromAddress: '', fromName: '', subject: '' };
}
