import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { PolicyDraft } from '../../contracts/api/index.js';
import { Calendars, PolicyService, Programs, type WorkingCalendar } from '../../inventory/index.js';
import { DAY_MS } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Reader } from '../../platform/database/index.js';
import { Refusal } from '../../platform/http/index.js';
import { WritingThreads } from '../../platform/threads/index.js';
import type { ProgramFacts } from '../domain/finding.js';
import { previewLines } from './preview.js';
import type { PreviewRequest } from './recorded.js';

const WINDOW_DAYS = 7;
/** Each is a thread that keeps a core busy; the other core has beats to answer. */
const MOST_AT_ONCE = 1;
const RETRY_AFTER_SECONDS = 15;

/** "With these values, which tickets would have been opened in the last 7 days?" */
@Injectable()
export class Previews implements OnApplicationShutdown {
  private readonly threads: WritingThreads<PreviewRequest> | null;
  private running = 0;

  constructor(
    private readonly policies: PolicyService,
    private readonly programs: Programs,
    private readonly calendars: Calendars,
    config: Config,
    clock: Clock,
    private readonly reader: Reader,
  ) {
    const { databaseUrl, dataDir } = config;
    const script = new URL('./preview.worker.js', import.meta.url);
    this.threads =
      config.exports === 'inline' ? null : new WritingThreads(script, { databaseUrl, dataDir }, clock);
  }

  /** Lines of JSON (PreviewLine); destroying the stream stops the work. Refused: a draft that may not be made, 503 while busy. */
  async stream(changes: PolicyDraft, now: number): Promise<Readable> {
    const fault = (await this.policies.faultsOf(changes))[0];
    if (fault) throw new Refusal(fault.code, 400, fault, fault.key);
    const request = await this.requestFor(changes, now);
    if (this.running >= MOST_AT_ONCE) throw previewBusy();
    const stream = this.threads?.write(request) ?? Readable.from(previewLines(this.reader, request));
    this.running += 1;
    stream.once('close', () => {
      this.running -= 1;
    });
    return stream;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads?.stop();
  }

  private async requestFor(changes: PolicyDraft, now: number): Promise<PreviewRequest> {
    const { policy: current } = await this.policies.current();
    const draft = await this.policies.drafted(changes);
    const enabled = await this.programs.enabled();
    const programs = new Map<string, ProgramFacts>(
      enabled.map(({ id, kind, severity, required }) => [
        id,
        { id, kind, severity, required: required === 1 },
      ]),
    );
    const names = Object.fromEntries(
      enabled.map(({ id, nameVi, nameEn }) => [id, { vi: nameVi, en: nameEn }]),
    );
    const centers = await this.reader.rows<{ id: number }>('SELECT id FROM center');
    const calendars = new Map<number, WorkingCalendar>();
    for (const { id } of centers) calendars.set(id, await this.calendars.of(id));
    return { current, draft, programs, names, calendars, from: now - WINDOW_DAYS * DAY_MS, until: now };
  }
}

function previewBusy(): Refusal {
  const sentence = {
    vi: 'Đang xem thử cho người khác. Xin thử lại sau ít giây.',
    en: 'A preview for somebody else is running. Please try again in a few seconds.',
  };
  return new Refusal('PREVIEW_BUSY', 503, sentence, undefined, RETRY_AFTER_SECONDS);
}
