import { Injectable } from '@nestjs/common';
import type { CertificateList, DeviceAgeList } from '../contracts/api/index.js';
import { certificateRowOf } from '../incidents/index.js';
import { PolicyService } from '../inventory/index.js';
import { civilDay, isoDate, startOfCivilDay } from '../platform/civil/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { CertificateReportRepository } from './certificate.repository.js';
import { DeviceAgeRepository } from './device-age.repository.js';
import type { ReportFilter } from './domain/report-request.js';

const ROWS_PER_PAGE = 50;

/** Pages of the tables. On SQLite each read holds this thread, so others get their turn between two of them. */
@Injectable()
export class Reports {
  constructor(
    private readonly devices: DeviceAgeRepository,
    private readonly certificates: CertificateReportRepository,
    private readonly policies: PolicyService,
  ) {}

  async devicesByAge(filter: ReportFilter, page: number, now: number): Promise<DeviceAgeList> {
    const { policy } = await this.policies.current();
    const usefulLifeYears = policy['asset.usefulLifeYears'];
    const counts = await this.devices.count(filter, yearsBefore(usefulLifeYears, now));
    await nextTurn();
    const ids = await this.devices.idsOldestFirst(filter, sliceOf(page));
    const rows = await this.devices.rowsOf(ids, now);
    return { ...counts, usefulLifeYears, page, pages: pagesOf(counts.total), rows };
  }

  async certificatesByEnd(filter: ReportFilter, page: number, now: number): Promise<CertificateList> {
    const { policy } = await this.policies.current();
    const firstTier = Math.max(...policy['certificate.tierDays']);
    const counts = await this.certificates.count(filter, startOfCivilDay(civilDay(now) + firstTier + 1));
    await nextTurn();
    const ids = await this.certificates.idsSoonestEndFirst(filter, sliceOf(page));
    const stored = await this.certificates.rowsOf(ids);
    const rows = stored.map((certificate) => certificateRowOf(certificate, policy, now));
    return { ...counts, page, pages: pagesOf(counts.total), rows };
  }
}

function sliceOf(page: number): { limit: number; offset: number } {
  return { limit: ROWS_PER_PAGE, offset: (page - 1) * ROWS_PER_PAGE };
}

function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / ROWS_PER_PAGE));
}

/** The same civil day so many years ago, ISO. */
function yearsBefore(years: number, now: number): string {
  const [year, ...rest] = isoDate(now).split('-');
  return [String(Number(year) - years), ...rest].join('-');
}
