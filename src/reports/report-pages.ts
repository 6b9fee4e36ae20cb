import type { CertificateList, DeviceAgeList } from '../contracts/api/index.js';
import { certificateRowOf } from '../incidents/index.js';
import type { Policy } from '../inventory/index.js';
import { civilDay, isoDate, startOfCivilDay } from '../platform/civil/index.js';
import { nextTurn } from '../platform/clock/index.js';
import type { Reader } from '../platform/database/index.js';
import { CertificateReportRepository } from './certificate.repository.js';
import { DeviceAgeRepository } from './device-age.repository.js';
import type { ReportFilter, ReportKind } from './domain/report-request.js';

const ROWS_PER_PAGE = 50;

/** Everything that a page is made of: plain data, so that it can be handed to a worker. */
export interface PageRequest {
  kind: ReportKind;
  filter: ReportFilter;
  page: number;
  policy: Policy;
  now: number;
}

/** The answer to each kind. */
export interface ReportPages {
  devices: DeviceAgeList;
  certificates: CertificateList;
}

export function reportPage(reader: Reader, request: PageRequest): Promise<ReportPages[ReportKind]> {
  return request.kind === 'devices' ? devicesByAge(reader, request) : certificatesByEnd(reader, request);
}

async function devicesByAge(
  reader: Reader,
  { filter, page, policy, now }: PageRequest,
): Promise<DeviceAgeList> {
  const devices = new DeviceAgeRepository(reader);
  const usefulLifeYears = policy['asset.usefulLifeYears'];
  const counts = await devices.count(filter, yearsBefore(usefulLifeYears, now));
  await nextTurn();
  const ids = await devices.idsOldestFirst(filter, sliceOf(page));
  const rows = await devices.rowsOf(ids, now);
  return { ...counts, usefulLifeYears, page, pages: pagesOf(counts.total), rows };
}

async function certificatesByEnd(
  reader: Reader,
  { filter, page, policy, now }: PageRequest,
): Promise<CertificateList> {
  const certificates = new CertificateReportRepository(reader);
  const firstTier = Math.max(...policy['certificate.tierDays']);
  const counts = await certificates.count(filter, startOfCivilDay(civilDay(now) + firstTier + 1));
  await nextTurn();
  const ids = await certificates.idsSoonestEndFirst(filter, sliceOf(page));
  const stored = await certificates.rowsOf(ids);
  const rows = stored.map((certificate) => certificateRowOf(certificate, policy, now));
  return { ...counts, page, pages: pagesOf(counts.total), rows };
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
