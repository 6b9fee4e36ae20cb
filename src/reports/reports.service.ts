import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PolicyService } from '../inventory/index.js';
import { Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import type { ReportFilter, ReportKind } from './domain/report-request.js';
import { PageClerk } from './page-clerk.js';
import { reportPage, type ReportPages } from './report-pages.js';

/** More would wait longer than anybody does. */
const MOST_WAITING = 20;
const RETRY_AFTER_SECONDS = 5;

/** Pages of the tables. Each counts and sorts all that match, so it is made beside the event loop. */
@Injectable()
export class Reports implements OnApplicationShutdown {
  private readonly clerk: PageClerk | null;

  constructor(
    config: Config,
    private readonly policies: PolicyService,
    private readonly reader: Reader,
  ) {
    const { databaseUrl, dataDir } = config;
    this.clerk = config.exports === 'inline' ? null : new PageClerk({ databaseUrl, dataDir });
  }

  async page<K extends ReportKind>(
    kind: K,
    filter: ReportFilter,
    page: number,
    now: number,
  ): Promise<ReportPages[K]> {
    const { policy } = await this.policies.current();
    const request = { kind, filter, page, policy, now };
    if (!this.clerk) return (await reportPage(this.reader, request)) as ReportPages[K];
    if (this.clerk.busy >= MOST_WAITING) throw reportsBusy();
    return (await this.clerk.ask(request)) as ReportPages[K];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.clerk?.stop();
  }
}

function reportsBusy(): Refusal {
  const sentence = {
    vi: 'Nhiều người đang cùng xem báo cáo. Xin thử lại sau ít giây.',
    en: 'Several people are looking at reports just now. Please try again in a few seconds.',
  };
  return new Refusal('REPORTS_BUSY', 503, sentence, undefined, RETRY_AFTER_SECONDS);
}
