import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { workerStream } from './export-job.js';
import { type ExportRequest, writeTable } from './export-tables.js';

/** Each export is a thread with a connection of its own; more at once would starve the beats. */
const MOST_AT_ONCE = 4;
const RETRY_AFTER_SECONDS = 10;

@Injectable()
export class Exports {
  private running = 0;

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  /** The file of a table as a stream; destroying it stops the work. */
  stream(request: ExportRequest): Readable {
    if (this.running >= MOST_AT_ONCE) throw tooManyExports();
    const stream = this.open(request);
    this.running += 1;
    stream.once('close', () => {
      this.running -= 1;
    });
    return stream;
  }

  private open(request: ExportRequest): Readable {
    if (this.config.exports === 'inline') return Readable.from(writeTable(this.reader, request));
    const { databaseUrl, dataDir } = this.config;
    return workerStream({ database: { databaseUrl, dataDir }, request });
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
