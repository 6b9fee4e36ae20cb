import { Injectable } from '@nestjs/common';
import { DAY_MS } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { forgetInSlices, listOf, Reader, ROWS_PER_SLICE, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import { Attachments, type SentFile } from '../attachments.js';
import { GuidePictureEntity } from './entities/guide-picture.entity.js';

const ADDRESS = '/api/v1/public/guides/pictures';
/** A picture is sent before the text that shows it is saved. */
const UNUSED_MS = 7 * DAY_MS;

/** Pictures of guides, by the rules of the attachments of tickets. */
@Injectable()
export class GuidePictures {
  constructor(
    private readonly attachments: Attachments,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Answers its address. @throws Refusal PICTURE_INVALID */
  async store(picture: SentFile): Promise<string> {
    const stored = await this.attachments.storePicture(picture);
    const { storedAs, mediaType, bytes } = stored;
    try {
      const row = { storedAs, mediaType, bytes, at: this.clock.now() };
      await this.work.run((tx) => tx.insert(GuidePictureEntity, row));
    } catch (error) {
      await this.attachments.discard(stored);
      throw error;
    }
    return `${ADDRESS}/${storedAs}`;
  }

  /** @throws Refusal NOT_FOUND */
  async read(storedAs: string): Promise<{ mediaType: string; content: Buffer }> {
    const row = await this.reader.findOne(GuidePictureEntity, { where: { storedAs } });
    if (!row) throw notFound({ vi: 'ảnh này', en: 'picture' });
    return { mediaType: row.mediaType, content: await this.attachments.content(row) };
  }

  /** Those that no text shows, nor an older text that may come back. */
  async forget(now: number): Promise<void> {
    const gone: string[] = [];
    await forgetInSlices(
      this.work,
      async () => {
        const unused = await this.reader.rows<{ storedAs: string }>(
          `SELECT stored_as AS "storedAs" FROM guide_picture
           WHERE at < ? AND NOT EXISTS (SELECT 1 FROM guide_version
             WHERE body_vi LIKE '%' || stored_as || '%' OR body_en LIKE '%' || stored_as || '%')
           ORDER BY at LIMIT ${ROWS_PER_SLICE}`,
          [now - UNUSED_MS],
        );
        return unused.map(({ storedAs }) => storedAs);
      },
      async (tx, names) => {
        await tx.run(`DELETE FROM guide_picture WHERE stored_as IN ${listOf(names)}`, names);
        tx.onCommit(() => gone.push(...names));
      },
    );
    for (const storedAs of gone) await this.attachments.discard({ storedAs });
  }
}
