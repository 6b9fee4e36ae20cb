import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../platform/clock/index.js';
import { Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { WritingThreads } from '../platform/threads/index.js';
import { type ExportRequest, writeTable } from './export-tables.js';

/** Each export is a thread with a connection of its own; more at once would starve the beats. */
const MOST_AT_ONCE = 4;
const RETRY_AFTER_SECONDS = 10;

@Injectable()
export class Exports implements OnApplicationShutdown {
  private readonly threads: WritingThreads<ExportRequest> | null;
  private running = 0;

  constructor(
    config: Config,
    clock: Clock,
    private readonly reader: Reader,
  ) {
    const { databaseUrl, dataDir } = config;
    const script = new URL('./export.worker.js', import.meta.url);
    this.threads =
      config.exports === 'inline' ? null : new WritingThreads(script, { databaseUrl, dataDir }, clock);
  }

  /** The file of a table as a stream; destroying it stops the work. */
  stream(request: ExportRequest): Readable {
    if (this.running >= MOST_AT_ONCE) throw tooManyExports();
    const stream = this.threads?.write(request) ?? Readable.from(writeTable(this.reader, request));
    this.running += 1;
    stream.once('close', () => {
      this.running -= 1;
    });
    return stream;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads?.stop();
  }
}

function tooManyExports(): Refusal {
  return new Refusal(
    'EXPORTS_BUSY',
    503,
    {
      vi: 'Đang có nhiều người cùng xuất tệp. Xin thử lại sau ít giây.',
      en: 'Several exports are being written just now. Please try again in a few seconds.',
    },
    undefined,
    RETRY_AFTER_SECONDS,
  );
}
