import { Injectable } from '@nestjs/common';
import type {
  GuideLink,
  GuideList,
  GuideRow,
  GuideState,
  PublicGuide,
  PublicGuides,
  ReportCategory,
  Text,
} from '../../contracts/api/index.js';
import { Programs } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { CATEGORIES, CATEGORY_WORDS } from '../wording/categories.js';
import { type Findable, searchGuides } from './domain/rank.js';
import { htmlOf } from './guide-markdown.js';
import { guideUnknown } from './guides.refusals.js';

/** A guide as it stands in the lists: without its text. */
export interface ShelvedGuide extends Findable {
  id: number;
  slug: string;
  category: ReportCategory;
  titles: Text;
  state: GuideState;
  at: number;
  by: string | null;
  yes: number;
  no: number;
  newerShipped: boolean;
}

interface ShelfRow {
  id: number;
  slug: string;
  category: ReportCategory;
  program: string | null;
  state: GuideState;
  titleVi: string;
  titleEn: string;
  keywords: string;
  at: number;
  by: string | null;
  yes: number;
  no: number;
  newer: number;
}

export interface GuideFilter {
  q: string;
  category: ReportCategory | null;
  state: GuideState | null;
}

const ORDER = Object.keys(CATEGORY_WORDS);

/** What is read of guides. There are few, hundreds at most: they are all read, and what fits is chosen in memory. */
@Injectable()
export class GuideShelf {
  constructor(
    private readonly programs: Programs,
    private readonly reader: Reader,
  ) {}

  async published(filter: Omit<GuideFilter, 'state'>): Promise<PublicGuides> {
    const guides = chosen(await this.all(), { ...filter, state: 'published' });
    return { rows: guides.map(linkOf), categories: CATEGORIES };
  }

  async list(filter: GuideFilter): Promise<GuideList> {
    const rows: GuideRow[] = [];
    for (const guide of chosen(await this.all(), filter)) rows.push(await this.rowOf(guide));
    return { rows, categories: CATEGORIES };
  }

  async rowOf(guide: ShelvedGuide): Promise<GuideRow> {
    const { state, at, by, yes, no, newerShipped } = guide;
    const program = guide.program === null ? null : await this.programs.byId(guide.program);
    return {
      ...linkOf(guide),
      state,
      program: program && { id: program.id, name: { vi: program.nameVi, en: program.nameEn } },
      updatedAt: at,
      by,
      votes: { yes, no },
      newerShipped,
    };
  }

  /** What anyone may read. @throws Refusal NOT_FOUND, also for a draft */
  async read(slug: string): Promise<PublicGuide> {
    const row = await this.reader.row<{
      category: ReportCategory;
      titleVi: string;
      titleEn: string;
      bodyVi: string;
      bodyEn: string;
      at: number;
    }>(
      `SELECT guide.category, text.title_vi AS "titleVi", text.title_en AS "titleEn", text.body_vi AS "bodyVi",
         text.body_en AS "bodyEn", text.at
       FROM guide JOIN guide_version text ON text.guide_id = guide.id AND text.number = guide.number
       WHERE guide.slug = ? AND guide.state = 'published'`,
      [slug],
    );
    if (!row) throw guideUnknown();
    return {
      slug,
      title: titlesOf(row),
      category: row.category,
      categoryLabel: CATEGORY_WORDS[row.category],
      html: { vi: htmlOf(row.bodyVi), en: row.bodyEn === '' ? null : htmlOf(row.bodyEn) },
      updatedAt: Number(row.at),
    };
  }

  async all(): Promise<ShelvedGuide[]> {
    const rows = await this.reader.rows<ShelfRow>(
      `SELECT guide.id, guide.slug, guide.category, guide.program_id AS program, guide.state, text.title_vi AS "titleVi",
         text.title_en AS "titleEn", text.keywords, text.at, text.author AS "by",
         (SELECT COUNT(*) FROM guide_vote WHERE guide_id = guide.id AND useful = 1) AS yes,
         (SELECT COUNT(*) FROM guide_vote WHERE guide_id = guide.id AND useful = 0) AS no,
         (SELECT COUNT(*) FROM guide_version later WHERE text.origin = 'person' AND later.guide_id = guide.id
           AND later.origin = 'shipped' AND later.number > guide.number) AS newer
       FROM guide JOIN guide_version text ON text.guide_id = guide.id AND text.number = guide.number
       ORDER BY guide.slug`,
    );
    return rows.map(shelved).sort(byCategory);
  }
}

export function linkOf({ slug, titles, category }: ShelvedGuide): GuideLink {
  return { slug, title: titles, category };
}

function chosen(guides: readonly ShelvedGuide[], { q, category, state }: GuideFilter): ShelvedGuide[] {
  const filed = guides.filter(
    (guide) => (category ?? guide.category) === guide.category && (state ?? guide.state) === guide.state,
  );
  return q.trim() === '' ? filed : searchGuides(filed, fold(q));
}

function shelved({ titleVi, titleEn, newer, ...row }: ShelfRow): ShelvedGuide {
  return {
    ...row,
    at: Number(row.at),
    yes: Number(row.yes),
    no: Number(row.no),
    titles: titlesOf({ titleVi, titleEn }),
    title: fold(`${titleVi} ${titleEn}`),
    keywords: fold(row.keywords),
    newerShipped: Number(newer) > 0,
  };
}

export function titlesOf({ titleVi, titleEn }: { titleVi: string; titleEn: string }): Text {
  return { vi: titleVi, en: titleEn === '' ? titleVi : titleEn };
}

/** In the order of the pictograms that clerks know; within one, by the Vietnamese alphabet. */
function byCategory(one: ShelvedGuide, other: ShelvedGuide): number {
  return (
    ORDER.indexOf(one.category) - ORDER.indexOf(other.category) ||
    one.titles.vi.localeCompare(other.titles.vi, 'vi')
  );
}
