import { Injectable } from '@nestjs/common';
import type { GuideForm, GuideOldText, GuideView } from '../../contracts/api/index.js';
import { Programs } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import { CATEGORIES } from '../wording/categories.js';
import { MAX_PICTURE_BYTES } from '../clerks/report-form.js';
import { TicketRepository } from '../ticket.repository.js';
import { GuideEntity } from './entities/guide.entity.js';
import { GuideVoteEntity } from './entities/guide-vote.entity.js';
import type { GuideVersionEntity } from './entities/guide-version.entity.js';
import { htmlOf } from './guide-markdown.js';
import { GuideShelf, titlesOf } from './guide-shelf.js';
import { GuideVersions, textOf } from './guide-versions.js';
import { guideUnknown } from './guides.refusals.js';

const MOST_REMARKS = 20;

/** What those who write guides see. */
@Injectable()
export class GuidePages {
  constructor(
    private readonly shelf: GuideShelf,
    private readonly versions: GuideVersions,
    private readonly programs: Programs,
    private readonly tickets: TicketRepository,
    private readonly reader: Reader,
  ) {}

  /** @throws Refusal NOT_FOUND */
  async view(slug: string): Promise<GuideView> {
    // The lock comes first: a text younger than it only makes the next save look again.
    const guide = await this.guideOf(slug);
    const shelved = (await this.shelf.all()).find(({ id }) => id === guide.id)!;
    const history = await this.versions.of(this.reader, guide.id);
    const current = history.find(({ number }) => number === guide.number)!;
    const ticket = guide.ticketId === null ? null : await this.tickets.byId(this.reader, guide.ticketId);
    const shipped = history.find(({ origin }) => origin === 'shipped');
    return {
      ...(await this.shelf.rowOf(shelved)),
      version: guide.version,
      text: textOf(current),
      history: history.map((one) => historyOf(one, guide.number)),
      shippedNumber: shelved.newerShipped ? (shipped?.number ?? null) : null,
      remarks: await this.remarksOf(guide.id),
      ticket: ticket && { id: ticket.id, number: ticket.number },
      programs: await this.programChoices(),
    };
  }

  /** @throws Refusal NOT_FOUND */
  async oldText(slug: string, number: number): Promise<GuideOldText> {
    const guide = await this.guideOf(slug);
    const version = await this.versions.byNumber(this.reader, guide.id, number);
    if (!version) throw guideUnknown();
    const { bodyVi, bodyEn } = version;
    const html = { vi: htmlOf(bodyVi), en: bodyEn === '' ? null : htmlOf(bodyEn) };
    return { number, title: titlesOf(version), html };
  }

  async form(): Promise<Omit<GuideForm, 'draft'>> {
    const programs = await this.programChoices();
    return { categories: CATEGORIES, programs, maxPictureBytes: MAX_PICTURE_BYTES };
  }

  private async programChoices(): Promise<GuideForm['programs']> {
    const all = await this.programs.all();
    return all.map(({ id, nameVi, nameEn }) => ({ id, name: { vi: nameVi, en: nameEn } }));
  }

  private async guideOf(slug: string): Promise<GuideEntity> {
    const guide = await this.reader.findOne(GuideEntity, { where: { slug } });
    if (!guide) throw guideUnknown();
    return guide;
  }

  private async remarksOf(guideId: number): Promise<GuideView['remarks']> {
    const rows = await this.reader.rows<Pick<GuideVoteEntity, 'at' | 'useful'> & { note: string }>(
      `SELECT at, useful, note FROM guide_vote WHERE guide_id = ? AND note IS NOT NULL
       ORDER BY at DESC, id DESC LIMIT ${MOST_REMARKS}`,
      [guideId],
    );
    return rows.map(({ at, useful, note }) => ({ at: Number(at), useful: Number(useful) === 1, note }));
  }
}

function historyOf(version: GuideVersionEntity, current: number): GuideView['history'][number] {
  const { number, at, author, origin, note, restoredFrom } = version;
  return { number, at, by: author, origin, note, restoredFrom, current: number === current };
}
