import { Injectable } from '@nestjs/common';
import type { GuideText } from '../../contracts/api/index.js';
import { type Reader, type Transaction } from '../../platform/database/index.js';
import { GuideVersionEntity } from './entities/guide-version.entity.js';

export interface Author {
  id: number;
  name: string;
}

export interface NewVersion {
  text: GuideText;
  origin: GuideVersionEntity['origin'];
  /** Null: the software itself. */
  by: Author | null;
  note?: string;
  /** The number of the older text that it repeats. */
  restoredFrom?: number;
  now: number;
}

/** So many texts of one guide are kept; the oldest go first, never the one that is read or the last that was shipped. */
const MOST_VERSIONS = 100;

/** The texts that a guide had and has: added, never changed. */
@Injectable()
export class GuideVersions {
  byNumber(from: Transaction | Reader, guideId: number, number: number): Promise<GuideVersionEntity | null> {
    return from.findOne(GuideVersionEntity, { where: { guideId, number } });
  }

  /** Newest first. */
  of(from: Reader, guideId: number): Promise<GuideVersionEntity[]> {
    return from.find(GuideVersionEntity, { where: { guideId }, order: { number: 'DESC' } });
  }

  /** Answers its number. The guide's own row must be held by `tx`: two that add at once would take the same number. */
  async add(tx: Transaction, guideId: number, version: NewVersion): Promise<number> {
    const { text, origin, by, note = '', restoredFrom = null, now } = version;
    const last = await tx.row<{ last: number | null }>(
      'SELECT MAX(number) AS last FROM guide_version WHERE guide_id = ?',
      [guideId],
    );
    const number = Number(last?.last ?? 0) + 1;
    const { titleVi, bodyVi, titleEn, bodyEn, keywords } = text;
    await tx.insert(GuideVersionEntity, {
      guideId,
      number,
      titleVi,
      bodyVi,
      titleEn,
      bodyEn,
      keywords,
      origin,
      at: now,
      authorId: by?.id ?? null,
      author: by?.name ?? null,
      note,
      restoredFrom,
    });
    await this.forgetOldest(tx, guideId, number);
    return number;
  }

  private async forgetOldest(tx: Transaction, guideId: number, newest: number): Promise<void> {
    await tx.run(
      `DELETE FROM guide_version WHERE guide_id = ? AND number <= ?
         AND number <> (SELECT number FROM guide WHERE id = ?)
         AND number <> (SELECT COALESCE(MAX(number), 0) FROM guide_version WHERE guide_id = ? AND origin = 'shipped')`,
      [guideId, newest - MOST_VERSIONS, guideId, guideId],
    );
  }
}

export function textOf(version: GuideVersionEntity): GuideText {
  const { titleVi, bodyVi, titleEn, bodyEn, keywords } = version;
  return { titleVi, bodyVi, titleEn, bodyEn, keywords };
}
