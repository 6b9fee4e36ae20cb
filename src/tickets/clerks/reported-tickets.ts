import { Injectable } from '@nestjs/common';
import type { PublicReportReply, ReportCategory } from '../../contracts/api/index.js';
import type { CenterEntity, DeviceEntity } from '../../inventory/index.js';
import { isoDate } from '../../platform/civil/index.js';
import { type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { verbatim, word } from '../../platform/i18n/index.js';
import { Attachments, type SentFile, type StoredFile } from '../attachments.js';
import { SlaClocks } from '../sla-clock.service.js';
import { TicketRepository } from '../ticket.repository.js';
import { tooManyReports } from '../tickets.refusals.js';
import { typedByClerk } from '../wording/as-typed.js';
import { CATEGORY_WORDS } from '../wording/categories.js';
import { Followers } from './followers.service.js';

/** One center cannot drown the desk: so many reports in so long. */
const REPORTS_PER_CENTER = 30;
const WINDOW_MS = 10 * 60_000;

export interface ClerkReport {
  center: CenterEntity;
  device: DeviceEntity | null;
  category: ReportCategory;
  /** Null: the category says it. */
  what: string | null;
  name: string;
  phone: string | null;
}

/** Tickets that clerks open, whichever way they came. */
@Injectable()
export class ReportedTickets {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly sla: SlaClocks,
    private readonly followers: Followers,
    private readonly attachments: Attachments,
    private readonly work: UnitOfWork,
  ) {}

  /** Stores the picture, then does the rest in one unit of work; where that fails, the picture is gone as well. */
  async withPicture<T>(
    picture: SentFile | null,
    work: (tx: Transaction, stored: StoredFile | null) => Promise<T>,
  ): Promise<T> {
    const stored = picture && (await this.attachments.storePicture(picture));
    try {
      return await this.work.run((tx) => work(tx, stored));
    } catch (error) {
      if (stored) await this.attachments.discard(stored);
      throw error;
    }
  }

  /** Answers the number and the secret of the clerk's page. @throws Refusal TOO_MANY_REPORTS */
  async open(
    tx: Transaction,
    typed: ClerkReport,
    stored: StoredFile | null,
    now: number,
  ): Promise<PublicReportReply> {
    const report = withoutNumbers(typed);
    await this.refuseFlood(tx, report.center.id, now);
    const number = await this.tickets.nextNumber(tx, Number(isoDate(now).slice(0, 4)));
    const { center, device, name, phone } = report;
    const category = CATEGORY_WORDS[report.category];
    const title = word({ vi: 'Báo sự cố: {category}', en: 'Reported: {category}' }, { category });
    const place = device ? `${center.name} · ${device.name}` : center.name;
    const text = report.what === null ? title : verbatim(report.what);
    const id = await this.tickets.create(tx, {
      number,
      origin: 'clerk',
      centerId: center.id,
      deviceId: device?.id ?? null,
      status: 'new',
      priority: 'high',
      titleVi: title.vi,
      titleEn: title.en,
      place,
      beganAt: now,
      openedAt: now,
      reporterName: name,
      reporterPhone: phone,
      category: report.category,
    });
    const { follow, followerId } = await this.followers.add(tx, id, report, now);
    const actor = { id: null, name };
    const said = { kind: 'clerk', text, actor, status: 'new', followerId } as const;
    const event = await this.tickets.record(tx, id, said, now, true);
    if (stored) await this.attachments.attach(tx, id, event, stored);
    await this.sla.keep(tx, id, now);
    return { number, follow };
  }

  /** Says on a ticket that is there already that somebody else has the same. Tells nobody anew. */
  async join(
    tx: Transaction,
    { id: ticketId, number }: { id: number; number: string },
    typed: ClerkReport,
    stored: StoredFile | null,
    now: number,
  ): Promise<PublicReportReply> {
    const report = withoutNumbers(typed);
    const { what, name, device } = report;
    const { follow, followerId } = await this.followers.add(tx, ticketId, report, now);
    const where = device && device.name !== name ? `${name} · ${device.name}` : name;
    const text = what === null ? ALSO_HERE : verbatim(what);
    const actor = { id: null, name: where };
    const said = { kind: 'clerk', text, actor, followerId } as const;
    const event = await this.tickets.record(tx, ticketId, said, now, false);
    if (stored) await this.attachments.attach(tx, ticketId, event, stored);
    return { number, follow };
  }

  private async refuseFlood(tx: Transaction, centerId: number, now: number): Promise<void> {
    const row = await tx.row<{ recent: number }>(
      `SELECT COUNT(*) AS recent FROM ticket WHERE center_id = ? AND origin = 'clerk' AND opened_at > ?
         AND (resolved_at IS NULL OR resolved_at > ?)`,
      [centerId, now - WINDOW_MS, now - WINDOW_MS],
    );
    if (Number(row?.recent ?? 0) >= REPORTS_PER_CENTER) throw tooManyReports();
  }
}

/** What the clerk typed, without numbers that name a citizen: some are typed into the field of the name. */
function withoutNumbers(report: ClerkReport): ClerkReport {
  const { name, what } = report;
  return {
    ...report,
    name: typedByClerk(name).vi,
    what: what === null ? null : typedByClerk(what).vi,
  };
}

const ALSO_HERE = { vi: 'Xác nhận: ở đây cũng bị.', en: 'Confirmed: it is so here, too.' };
