import { Injectable } from '@nestjs/common';
import { CONTRACT_VERSION, Report, type Reply } from '../contracts/agent/index.js';
import { type DeviceIdentity, PolicyService } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { Refusal, invalid } from '../platform/http/index.js';
import type { AcceptedReport } from './domain/accepted-report.js';
import { GroupCommit } from './group-commit.js';
import { Ledger } from './ledger.js';
import { isOrdinaryBeat } from './ordinary-beat.js';
import { Receipts } from './receipts.js';

/** A PC that was quiet for so many beats may be held for silent, so that its mere return must be told at once. */
const QUIET_BEATS = 2;

/** Decides whether a report is accepted, and answers only after it is durable. */
@Injectable()
export class IngestService {
  constructor(
    private readonly ledger: Ledger,
    private readonly receipts: Receipts,
    private readonly commits: GroupCommit,
    private readonly policies: PolicyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Accepts one report of `device`.
   * @throws Refusal VERSION_UNSUPPORTED, REPORT_INVALID (with the field's path), DEVICE_CLONED, SERVER_BUSY
   */
  async accept(device: DeviceIdentity, body: unknown): Promise<Reply> {
    const receivedAt = this.clock.now();
    const report = parseReport(body);
    refuseForeignHardware(device, report);
    const skewMs = receivedAt - report.sentAt;
    const current = await this.policies.current();
    const quietMs = QUIET_BEATS * current.policy['beat.seconds'] * 1000;
    const { news, content } = this.ledger.isNews(device.deviceId, report, { receivedAt, skewMs, quietMs });
    const brought = this.receipts.brought(report);
    const accepted = { deviceId: device.deviceId, centerId: device.centerId, receivedAt, skewMs, report };
    await this.commits.add({ beat: beatOf(accepted), accepted: news ? accepted : null, receipts: brought });
    this.ledger.remember(device.deviceId, report, content, receivedAt);
    for (const { kind, digest } of brought) this.receipts.remember(device.deviceId, kind, digest);
    return {
      v: CONTRACT_VERSION,
      serverTime: receivedAt,
      nextBeatSeconds: current.policy['beat.seconds'],
      wants: await this.receipts.wanted(device.deviceId, report),
      policyVersion: current.version,
    };
  }
}

function beatOf({ deviceId, receivedAt, skewMs, report }: AcceptedReport) {
  const { session, instance, sequence } = report.agent;
  return {
    deviceId,
    session,
    instance,
    sequence,
    receivedAt,
    skewMs,
    cpuPercent: Math.round(report.load.cpuPercent),
    memoryPercent: Math.round(report.load.memoryPercent),
  };
}

function parseReport(body: unknown): Report {
  const version = (body as { v?: unknown } | null)?.v;
  if (version !== undefined && version !== CONTRACT_VERSION) {
    throw new Refusal(
      'VERSION_UNSUPPORTED',
      400,
      {
        vi: `Máy chủ chỉ hiểu phiên bản ${CONTRACT_VERSION} của báo cáo. Cập nhật phần mềm giám sát hoặc máy chủ.`,
        en: `The server speaks version ${CONTRACT_VERSION} of the report only. Update the agent or the server.`,
      },
      'v',
    );
  }
  if (isOrdinaryBeat(body)) return body;
  const parsed = Report.safeParse(body);
  if (!parsed.success) throw invalid('REPORT_INVALID', parsed.error.issues);
  return parsed.data;
}

/** One token from two machines: the newcomer must enrol as itself; the original is untouched (decision 5). */
function refuseForeignHardware(device: DeviceIdentity, report: Report): void {
  if (device.hardware === null || report.hardware === null || device.hardware === report.hardware) return;
  throw new Refusal(
    'DEVICE_CLONED',
    409,
    {
      vi: 'Mã của máy này đang thuộc về một máy khác (ổ đĩa đã được nhân bản). Máy này cần ghi danh lại.',
      en: 'This token belongs to another PC (the disk was cloned). This PC must enrol anew.',
    },
    'hardware',
  );
}
