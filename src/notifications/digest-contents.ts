import { Injectable } from '@nestjs/common';
import { Holidays, PolicyService, Programs } from '../inventory/index.js';
import { civilDay, MINUTE_MS, startOfCivilDay } from '../platform/civil/index.js';
import { Reader, type SqlValue } from '../platform/database/index.js';
import { MailboxRounds, ReceivedMails, UntoldIncidents } from '../tickets/index.js';
import { type DigestCode, type DigestLine, RENEWAL_NOTICE_DAYS } from './domain/digest.js';

/** Faults are named one by one up to here; the rest is a number. */
const MOST_FAULTS = 12;
/** Clocks that are off by less are in order. */
const DRIFT_MS = 60_000;
/** A mail server that is restarted is no news. */
const MAILBOX_PATIENCE_MS = 60 * MINUTE_MS;

export interface Covered {
  from: number;
  /** Not included. */
  until: number;
  /** The civil day that PCs should have been seen on: the last on which people worked. */
  workedOn: number;
}

/** Counts what a digest tells. Every figure is one question to the database, so that no long one stands before a report. */
@Injectable()
export class DigestContents {
  constructor(
    private readonly reader: Reader,
    private readonly untold: UntoldIncidents,
    private readonly mailbox: MailboxRounds,
    private readonly received: ReceivedMails,
    private readonly programs: Programs,
    private readonly policies: PolicyService,
    private readonly holidays: Holidays,
  ) {}

  async collect(covered: Covered): Promise<DigestLine[]> {
    const lines = [
      ...(await this.tickets(covered)),
      ...(await this.faults(covered)),
      ...(await this.pcs(covered)),
      ...(await this.duties(covered)),
      ...(await this.mails(covered)),
    ];
    return lines.filter(({ count }) => count > 0);
  }

  private async tickets({ from, until }: Covered): Promise<DigestLine[]> {
    const high = await this.count(`ticket WHERE status = 'new' AND priority IN ('critical', 'high')`);
    return [
      await this.line(
        'resolved-by-itself',
        '/tickets?status=resolved',
        `ticket WHERE resolved_by_system = 1 AND resolved_at >= ? AND resolved_at < ? AND absorbed_into IS NULL`,
        [from, until],
      ),
      { ...(await this.line('unclaimed', '/tickets', `ticket WHERE status = 'new'`)), of: high },
    ];
  }

  private async faults({ from, until }: Covered): Promise<DigestLine[]> {
    const all = await this.untold.between(this.reader, from, until);
    const lines: DigestLine[] = [];
    for (const { rule, thing, times, devices, deviceId } of all.slice(0, MOST_FAULTS)) {
      const program = thing === '' ? null : await this.programs.byId(thing);
      lines.push({
        code: 'untold',
        count: Number(times),
        path: deviceId === null ? '/' : `/devices/${deviceId}`,
        rule,
        devices: Number(devices),
        ...(program && { program: { vi: program.nameVi, en: program.nameEn } }),
      });
    }
    const more = { code: 'untold-more' as const, count: Math.max(0, all.length - MOST_FAULTS), path: '/' };
    return [...lines, more];
  }

  private async pcs({ workedOn }: Covered): Promise<DigestLine[]> {
    const { policy } = await this.policies.current();
    const missing = await this.reader.row<{ pcs: number | null; centers: number }>(
      `SELECT SUM(expected - installed) AS "pcs", COUNT(*) AS "centers" FROM (
         SELECT center.expected_devices AS expected, (SELECT COUNT(*) FROM device
           WHERE device.center_id = center.id AND device.token_revoked_at IS NULL) AS installed
         FROM center WHERE center.expected_devices IS NOT NULL) place WHERE installed < expected`,
    );
    return [
      await this.line(
        'not-seen',
        '/',
        `device JOIN device_state state ON state.device_id = device.id
         WHERE device.token_revoked_at IS NULL AND state.last_received_at < ?`,
        [startOfCivilDay(workedOn)],
      ),
      {
        code: 'not-installed',
        count: Number(missing?.pcs ?? 0),
        path: '/',
        of: Number(missing?.centers ?? 0),
      },
      await this.line(
        'clock-drifts',
        '/reports/devices',
        'device_state WHERE ABS(skew_ms) >= ? AND ABS(skew_ms) < ?',
        [DRIFT_MS, policy['clock.skewSeconds'] * 1000],
      ),
    ];
  }

  private async duties({ from, until }: Covered): Promise<DigestLine[]> {
    const { policy } = await this.policies.current();
    const lastDay = civilDay(until) + policy['certificate.renewalCutoffDays'];
    const year = await this.holidays.unsettledYear(until);
    return [
      {
        ...(await this.line(
          'renewal-ends',
          '/reports/certificates',
          `certificate WHERE superseded_by IS NULL AND not_after >= ? AND not_after < ?`,
          [startOfCivilDay(lastDay), startOfCivilDay(lastDay + RENEWAL_NOTICE_DAYS + 1)],
        )),
        days: RENEWAL_NOTICE_DAYS,
      },
      { code: 'holidays', count: year === null ? 0 : 1, path: '/calendars', year: year ?? 0 },
      await this.line(
        'notice-failed',
        '/tickets',
        `notice WHERE status IN ('failed', 'unconfirmed', 'undeliverable') AND settled_at >= ? AND settled_at < ?`,
        [from, until],
      ),
      await this.line(
        'webhook-off',
        '/webhooks',
        `webhook_endpoint WHERE off_reason IN ('GONE', 'FAILING') AND off_at >= ? AND off_at < ?`,
        [from, until],
      ),
      await this.line('zalo-refused', '/my-notices', 'zalo_token WHERE refused IS NOT NULL'),
    ];
  }

  private async mails({ until }: Covered): Promise<DigestLine[]> {
    const { failingSince } = await this.mailbox.state();
    const isFailing =
      this.mailbox.configured && failingSince !== null && failingSince <= until - MAILBOX_PATIENCE_MS;
    return [
      { code: 'mailbox-failing', path: '/mail', count: isFailing ? 1 : 0 },
      { code: 'mail-aside', path: '/mail', count: await this.received.asideCount() },
    ];
  }

  private async line(
    code: DigestCode,
    path: string,
    among: string,
    parameters: readonly SqlValue[] = [],
  ): Promise<DigestLine> {
    return { code, path, count: await this.count(among, parameters) };
  }

  private async count(among: string, parameters: readonly SqlValue[] = []): Promise<number> {
    const row = await this.reader.row<{ count: number }>(
      `SELECT COUNT(*) AS "count" FROM ${among}`,
      parameters,
    );
    return Number(row?.count ?? 0);
  }
}
