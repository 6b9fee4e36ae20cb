import { Injectable } from '@nestjs/common';
import { Centers } from '../../inventory/index.js';
import { isoDate } from '../../platform/civil/index.js';
import type { Transaction } from '../../platform/database/index.js';
import { Attachments, type StoredFile } from '../attachments.js';
import { Followers } from '../clerks/followers.service.js';
import { SlaClocks } from '../sla-clock.service.js';
import { TicketRepository } from '../ticket.repository.js';
import { typedByClerk } from '../wording/as-typed.js';
import { placeByMail, wordMailTitle } from '../wording/mail-words.js';
import type { MailWords } from './mail-landing.js';

export interface MailedReport {
  name: string;
  /** Of whom it is from; null: somebody without an account. */
  userId: number | null;
  /** The center to which their account is held; null: to none, and no mail says it. */
  centerId: number | null;
  /** Where answers go; null: whoever wrote it is told of the ticket as part of the desk. */
  email: string | null;
  subject: string;
  words: MailWords;
  files: readonly StoredFile[];
}

/** Tickets that mails open, of the center of the account that wrote. */
@Injectable()
export class MailedTickets {
  constructor(
    private readonly centers: Centers,
    private readonly tickets: TicketRepository,
    private readonly followers: Followers,
    private readonly attachments: Attachments,
    private readonly sla: SlaClocks,
  ) {}

  async open(tx: Transaction, report: MailedReport, now: number): Promise<number> {
    const { name, userId, email, words, files } = report;
    const number = await this.tickets.nextNumber(tx, Number(isoDate(now).slice(0, 4)));
    const title = wordMailTitle(typedByClerk(report.subject).vi);
    const center = report.centerId === null ? null : await this.centers.byId(report.centerId);
    const place = center?.name ?? placeByMail(name);
    const id = await this.tickets.create(tx, {
      number,
      origin: 'clerk',
      status: 'new',
      priority: 'high',
      titleVi: title.vi,
      titleEn: title.en,
      place,
      centerId: report.centerId,
      beganAt: now,
      openedAt: now,
      reporterName: name,
      category: 'other',
    });
    const { followerId } = await this.followers.add(tx, id, { name, phone: null, device: null, email }, now);
    const text = words.text.vi === '' ? title : words.text;
    const actor = { id: userId, name };
    const said = { kind: 'clerk', text, quoted: words.quoted, actor, status: 'new', followerId } as const;
    const eventId = await this.tickets.record(tx, id, said, now, true);
    for (const file of files) await this.attachments.attach(tx, id, eventId, file);
    await this.sla.keep(tx, id, now);
    return id;
  }
}
