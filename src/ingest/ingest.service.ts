import { Injectable } from '@nestjs/common';
import { CONTRACT_VERSION, type Reply, type Report } from '../contracts/agent/index.js';
import { type DeviceIdentity, PolicyService } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { Refusal } from '../platform/http/index.js';
import type { AcceptedReport } from './domain/accepted-report.js';
import { outlineOf, readReport } from './read-report.js';
import { GroupCommit } from './group-commit.js';
import { Ledger, type Told } from './ledger.js';
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
    const current = await this.policies.current();
    const quietMs = QUIET_BEATS * current.policy['beat.seconds'] * 1000;
    const told = { deviceId: device.deviceId, receivedAt, quietMs };
    const { report, news, content } = this.read(body, told);
    refuseForeignHardware(device, report);
    const skewMs = receivedAt - report.sentAt;
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

  /** Most reports say again what the last one said: then nothing is left to look into. */
  private read(body: unknown, told: Told): { report: Report; news: boolean; content: string } {
    const outline = outlineOf(body);
    const judged = outline && this.ledger.isNews(outline, told);
    if (judged && !judged.news) return { report: outline, ...judged };
    const report = readReport(body);
    return { report, ...this.ledger.isNews(report, told) };
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
