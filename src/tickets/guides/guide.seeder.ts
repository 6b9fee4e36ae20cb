import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { GuideEntity } from './entities/guide.entity.js';
import { GuideVersions } from './guide-versions.js';
import { readShippedGuides, type ShippedGuide } from './shipped-guides.js';

/**
 * Brings the guides that come with the software at every start, before anything serves. A newer text takes the place of an
 * older one unless a person changed that: then it waits in the history, and the guide's page says so.
 */
@Injectable()
export class GuideSeeder implements OnModuleInit {
  constructor(
    private readonly versions: GuideVersions,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.bring(await readShippedGuides());
  }

  /** An ordinary start finds everything in its place and writes nothing. */
  async bring(guides: readonly ShippedGuide[]): Promise<void> {
    const stored = await this.reader.find(GuideEntity);
    const known = new Map(stored.map(({ slug, shippedVersion }) => [slug, shippedVersion]));
    const news = guides.filter(({ slug, version }) => isNews(known.get(slug), version));
    if (news.length === 0) return;
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      for (const guide of news) await this.bringOne(tx, guide, now);
    });
  }

  private async bringOne(tx: Transaction, shipped: ShippedGuide, now: number): Promise<void> {
    const { slug, category, program } = shipped;
    const inserted = await tx.run(
      `INSERT INTO guide (slug, category, program_id, state, number, shipped_version, version, updated_at)
       VALUES (?, ?, ?, 'published', 0, 0, 1, ?) ON CONFLICT (slug) DO NOTHING`,
      [slug, category, program, now],
    );
    const guide = (await tx.findToChange(GuideEntity, { slug }))!;
    // Another process was faster, or a person had the address first.
    if (!isNews(guide.shippedVersion, shipped.version)) return;
    const current = inserted === 1 ? null : await this.versions.byNumber(tx, guide.id, guide.number);
    const untouched = current === null || current.origin === 'shipped';
    const number = await this.versions.add(tx, guide.id, {
      text: shipped,
      origin: 'shipped',
      by: null,
      now,
    });
    const taken = untouched ? { number, category, programId: program, updatedAt: now } : {};
    const lock = { shippedVersion: shipped.version, version: guide.version + 1 };
    await tx.update(GuideEntity, { id: guide.id }, { ...taken, ...lock });
  }
}

/** Unknown, or known in an older version; a guide that people wrote (null) is theirs. */
function isNews(known: number | null | undefined, version: number): boolean {
  return known === undefined || (known !== null && known < version);
}
