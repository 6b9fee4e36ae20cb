import { Injectable } from '@nestjs/common';
import { AuditTrail, type SignedInUser } from '../../access/index.js';
import type { GuideCreate, GuideRestore, GuideSave, GuideText } from '../../contracts/api/index.js';
import { Programs } from '../../inventory/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { freeSlug, slugOf } from './domain/slug.js';
import { GuideEntity } from './entities/guide.entity.js';
import { GuideVersions, textOf } from './guide-versions.js';
import {
  beyondProvince,
  guideChanged,
  guideHoldsAlready,
  guideUnknown,
  programUnknown,
} from './guides.refusals.js';

/** What people do with guides. Each change is a new text beside the older ones, and stands in the audit trail. */
@Injectable()
export class GuideEditing {
  constructor(
    private readonly versions: GuideVersions,
    private readonly programs: Programs,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Answers the address it got. @throws Refusal GUIDE_BEYOND_PROVINCE, GUIDE_PROGRAM_UNKNOWN */
  async create(asked: GuideCreate, by: SignedInUser): Promise<string> {
    const { category, program, state, note, ticketId } = asked;
    await this.refuse(program, by);
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const taken = new Set(
        (await tx.rows<{ slug: string }>('SELECT slug FROM guide')).map(({ slug }) => slug),
      );
      const slug = freeSlug(slugOf(fold(asked.titleVi)), taken);
      const place = { slug, category, programId: program, state, ticketId };
      const id = await tx.insert(GuideEntity, {
        ...place,
        number: 1,
        shippedVersion: null,
        version: 1,
        updatedAt: now,
      });
      await this.versions.add(tx, id, { text: asked, origin: 'person', by, note, now });
      await this.record(tx, 'guide.created', slug, by, now, state);
      return slug;
    });
  }

  /** A text that stays as it was makes no new version. @throws Refusal NOT_FOUND, GUIDE_CHANGED and those of `create` */
  async save(slug: string, asked: GuideSave, by: SignedInUser): Promise<void> {
    const { category, program, state, note } = asked;
    await this.refuse(program, by);
    await this.change(slug, asked.version, async (tx, guide, now) => {
      const current = (await this.versions.byNumber(tx, guide.id, guide.number))!;
      const same =
        sameText(textOf(current), asked) && guide.category === category && guide.programId === program;
      const number = same
        ? guide.number
        : await this.versions.add(tx, guide.id, { text: asked, origin: 'person', by, note, now });
      await this.record(tx, 'guide.saved', slug, by, now, `number ${number}, ${state}`);
      return { number, category, programId: program, state };
    });
  }

  /** An older text, or the one that came with the software, as the newest. @throws Refusal NOT_FOUND, GUIDE_CHANGED, GUIDE_HOLDS_ALREADY, GUIDE_BEYOND_PROVINCE */
  async restore(slug: string, { version, number }: GuideRestore, by: SignedInUser): Promise<void> {
    if (by.province !== null) throw beyondProvince();
    await this.change(slug, version, async (tx, guide, now) => {
      if (guide.number === number) throw guideHoldsAlready();
      const older = await this.versions.byNumber(tx, guide.id, number);
      if (!older) throw guideUnknown();
      const again = { text: textOf(older), origin: older.origin, by, restoredFrom: number, now };
      const restored = await this.versions.add(tx, guide.id, again);
      await this.record(tx, 'guide.restored', slug, by, now, `number ${number}`);
      return { number: restored };
    });
  }

  private async change(
    slug: string,
    version: number,
    decide: (tx: Transaction, guide: GuideEntity, now: number) => Promise<Partial<GuideEntity>>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const guide = await tx.findToChange(GuideEntity, { slug });
      if (!guide) throw guideUnknown();
      if (guide.version !== version) throw guideChanged();
      const values = await decide(tx, guide, now);
      await tx.update(GuideEntity, { id: guide.id }, { ...values, version: version + 1, updatedAt: now });
    });
  }

  private async refuse(program: string | null, { province }: SignedInUser): Promise<void> {
    if (province !== null) throw beyondProvince();
    if (program !== null && !(await this.programs.byId(program))) throw programUnknown();
  }

  private record(
    tx: Transaction,
    action: string,
    slug: string,
    by: SignedInUser,
    at: number,
    detail: string,
  ): Promise<void> {
    return this.audit.record(tx, { at, userId: by.id, action, subject: `guide:${slug}`, detail });
  }
}

function sameText(one: GuideText, other: GuideText): boolean {
  const parts = ['titleVi', 'bodyVi', 'titleEn', 'bodyEn', 'keywords'] as const;
  return parts.every((part) => one[part] === other[part]);
}
