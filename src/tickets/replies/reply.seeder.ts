import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Reader, UnitOfWork } from '../../platform/database/index.js';
import { SHIPPED_REPLIES } from './shipped-replies.js';

/** Brings the replies that come with the software, each once: what people change or remove stays so. */
@Injectable()
export class ReplySeeder implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** An ordinary start finds everything in its place and writes nothing. */
  async onModuleInit(): Promise<void> {
    const rows = await this.reader.rows<{ name: string }>(
      'SELECT shipped_as AS name FROM canned_reply WHERE shipped_as IS NOT NULL',
    );
    const known = new Set(rows.map(({ name }) => name));
    const news = SHIPPED_REPLIES.filter(({ shippedAs }) => !known.has(shippedAs));
    if (news.length === 0) return;
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      for (const { shippedAs, title, body, category } of news)
        await tx.run(
          `INSERT INTO canned_reply (shipped_as, title, body, category, used, updated_at, version)
           VALUES (?, ?, ?, ?, 0, ?, 1) ON CONFLICT (shipped_as) DO NOTHING`,
          [shippedAs, title, body, category, now],
        );
    });
  }
}
