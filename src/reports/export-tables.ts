import type { DeviceAgeRow } from '../contracts/api/index.js';
import { certificateRowOf } from '../incidents/index.js';
import type { Policy } from '../inventory/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import type { Reader } from '../platform/database/index.js';
import { CertificateReportRepository } from './certificate.repository.js';
import { DeviceAgeRepository } from './device-age.repository.js';
import { BYTE_ORDER_MARK, type Cell, csvLine } from './domain/csv.js';
import type { ReportFilter, ReportKind } from './domain/report-request.js';

/** Everything an export needs to be written anywhere: plain data, so that it can be handed to a worker. */
export interface ExportRequest {
  kind: ReportKind;
  filter: ReportFilter;
  policy: Policy;
  now: number;
}

/** Rows per read: a few ms each, so that nothing waits long where the table is written in the server's own thread. */
const ROWS_PER_READ = 500;
const GIGABYTE = 1024 ** 3;

/** The whole file in pieces of at most `ROWS_PER_READ` lines. Which rows, and their order, is fixed by the first read. */
export async function* writeTable(reader: Reader, request: ExportRequest): AsyncGenerator<string> {
  const table = request.kind === 'devices' ? deviceTable(reader, request) : certificateTable(reader, request);
  yield BYTE_ORDER_MARK + csvLine(table.headers);
  const ids = await table.ids();
  for (let from = 0; from < ids.length; from += ROWS_PER_READ) {
    const lines = await table.lines(ids.slice(from, from + ROWS_PER_READ));
    yield lines.map(csvLine).join('');
  }
}

interface Table {
  headers: string[];
  ids: () => Promise<number[]>;
  lines: (ids: readonly number[]) => Promise<Cell[][]>;
}

const AGE_SOURCES: Record<DeviceAgeRow['ageSource'], string> = {
  entered: 'Người dùng nhập',
  bios: 'Ngày BIOS',
  os_install: 'Ngày cài hệ điều hành',
  unknown: 'Chưa rõ',
};
const DISK_KINDS = { hdd: 'HDD', ssd: 'SSD', unknown: 'Chưa rõ' } as const;

/** Whoever opens the file in Excel reads Vietnamese; numbers keep the point, which goes with the comma between cells. */
function deviceTable(reader: Reader, { filter, now }: ExportRequest): Table {
  const devices = new DeviceAgeRepository(reader);
  return {
    headers: [
      ...['Máy', 'Trung tâm', 'Tuổi thiết bị (năm)', 'Tính từ ngày', 'Căn cứ tính tuổi', 'Hệ điều hành'],
      ...['Bộ xử lý', 'Bộ nhớ (GB)', 'Loại ổ đĩa', 'Kiểu máy', 'Lần kết nối gần nhất'],
    ],
    ids: () => devices.idsOldestFirst(filter, null),
    lines: async (ids) =>
      (await devices.rowsOf(ids, now)).map((row) => [
        row.name,
        row.center,
        row.ageYears,
        row.ageFrom && row.ageFrom.split('-').reverse().join('/'),
        AGE_SOURCES[row.ageSource],
        row.osName,
        row.cpu,
        row.memoryBytes && Math.round((row.memoryBytes / GIGABYTE) * 10) / 10,
        row.diskKind && DISK_KINDS[row.diskKind],
        row.model,
        row.lastSeenAt && `${displayDate(row.lastSeenAt)} ${displayTime(row.lastSeenAt)}`,
      ]),
  };
}

function certificateTable(reader: Reader, { filter, policy, now }: ExportRequest): Table {
  const certificates = new CertificateReportRepository(reader);
  return {
    headers: [
      ...['Thuê bao', 'Cơ quan', 'Số hiệu chứng thư', 'Tổ chức cấp', 'Hiệu lực từ', 'Hiệu lực đến'],
      ...['Còn lại (ngày)', 'Việc cần làm', 'Trung tâm', 'Máy', 'Thấy lần cuối'],
    ],
    ids: () => certificates.idsSoonestEndFirst(filter, null),
    lines: async (ids) =>
      (await certificates.rowsOf(ids))
        .map((stored) => certificateRowOf(stored, policy, now))
        .map((row) => [
          row.holder,
          row.agency,
          row.serial,
          row.issuer,
          displayDate(row.notBefore),
          displayDate(row.notAfter),
          row.daysLeft,
          row.actionText.vi,
          row.center,
          row.device,
          `${displayDate(row.lastSeenAt)} ${displayTime(row.lastSeenAt)}`,
        ]),
  };
}
