import type { StoredCertificate } from '../incidents/index.js';
import type { Reader } from '../platform/database/index.js';
import type { ReportFilter } from './domain/report-request.js';
import { conditionOf, inOrderOf, marksFor } from './row-search.js';

const FROM = `certificate JOIN device ON device.id = certificate.device_id
  JOIN center ON center.id = device.center_id`;
const TEXT = `certificate.folded || ' ' || device.folded || ' ' || center.folded`;

/** Certificates by their end. */
export class CertificateReportRepository {
  constructor(private readonly reader: Reader) {}

  /** `endsBefore`: certificates that end earlier and have no successor need something done. */
  async count(filter: ReportFilter, endsBefore: number): Promise<{ total: number; needAction: number }> {
    const { sql, parameters } = conditionOf(filter, TEXT);
    const row = await this.reader.row<{ total: number; needAction: number }>(
      `SELECT COUNT(*) AS "total",
         COUNT(CASE WHEN certificate.superseded_by IS NULL AND certificate.not_after < ? THEN 1 END) AS "needAction"
       FROM ${FROM} WHERE ${sql}`,
      [endsBefore, ...parameters],
    );
    return row!;
  }

  async idsSoonestEndFirst(
    filter: ReportFilter,
    slice: { limit: number; offset: number } | null,
  ): Promise<number[]> {
    const { sql, parameters } = conditionOf(filter, TEXT);
    const part = slice ? `LIMIT ${slice.limit} OFFSET ${slice.offset}` : '';
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT certificate.id FROM ${FROM} WHERE ${sql} ORDER BY certificate.not_after, certificate.id ${part}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  async rowsOf(ids: readonly number[]): Promise<StoredCertificate[]> {
    if (ids.length === 0) return [];
    const stored = await this.reader.rows<StoredCertificate>(
      `SELECT certificate.id, certificate.holder, certificate.organisation, certificate.units, certificate.serial,
         certificate.issuer, certificate.not_before AS "notBefore", certificate.not_after AS "notAfter",
         certificate.superseded_by AS "supersededBy", certificate.last_seen_at AS "lastSeenAt",
         device.id AS "deviceId", device.name AS "device", center.id AS "centerId", center.name AS "center"
       FROM ${FROM} WHERE certificate.id IN (${marksFor(ids)})`,
      ids,
    );
    return inOrderOf(ids, stored, ({ id }) => id);
  }
}
