import { Injectable } from '@nestjs/common';
import type { AcceptedReport } from '../ingest/index.js';
import { PolicyService } from '../inventory/index.js';
import { civilDay } from '../platform/civil/index.js';
import type { Transaction } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { CertificateFolder } from './certificate.folder.js';
import { foldObservations, isEmpty, observationsOf, pastSpanOf } from './domain/fold-spans.js';
import { HardwareFolder } from './hardware.folder.js';
import { InstanceRepository } from './instance.repository.js';
import { PresenceService } from './presence.service.js';
import { ServerProbes } from './server-probes.js';
import { SpanRepository } from './span.repository.js';

/** A PC that was cut off for longer tells more than any page shows. */
const MOST_DAYS_BACK = 31;

/**
 * Folds one accepted report into what is believed:
 *
 * 1. history that comes late is told as history, whoever tells it;
 * 2. only the current agent of a session, with a younger report than the last, speaks for the present;
 * 3. then: presence, spans, disks, long lists, goodbye;
 * 4. detection hears of it only if something that can be judged changed.
 */
@Injectable()
export class ReportFolder {
  constructor(
    private readonly instances: InstanceRepository,
    private readonly presence: PresenceService,
    private readonly spans: SpanRepository,
    private readonly hardware: HardwareFolder,
    private readonly certificates: CertificateFolder,
    private readonly probes: ServerProbes,
    private readonly policies: PolicyService,
    private readonly outbox: Outbox,
  ) {}

  async fold(tx: Transaction, accepted: AcceptedReport): Promise<void> {
    const { deviceId, receivedAt, skewMs, report } = accepted;
    const standing = await this.instances.admit(tx, accepted);
    const { session } = report.agent;
    for (const past of report.history) {
      const span = pastSpanOf(past, skewMs, receivedAt);
      if (standing === 'present') await this.spans.endWhatPreceded(tx, deviceId, session, span);
      await this.spans.tellPast(tx, deviceId, session, span, receivedAt);
    }
    await this.tellOfPastDays(tx, accepted);
    if (standing === 'past') return;
    const changes = [
      await this.presence.heard(tx, accepted),
      await this.foldPrograms(tx, accepted),
      await this.hardware.foldDisks(tx, deviceId, report.load.disks, receivedAt),
      await this.foldGoodbye(tx, accepted),
    ];
    await this.foldDocuments(tx, accepted);
    if (changes.includes(true)) await this.outbox.emit(tx, 'device.changed', String(deviceId), receivedAt);
  }

  /** Days that are over may have been summed up already: whoever did that must hear which are different now. */
  private async tellOfPastDays(
    tx: Transaction,
    { deviceId, receivedAt, skewMs, report }: AcceptedReport,
  ): Promise<void> {
    const today = civilDay(receivedAt);
    const starts = report.history.map((past) => pastSpanOf(past, skewMs, receivedAt).from);
    const first = Math.max(civilDay(Math.min(...starts, receivedAt)), today - MOST_DAYS_BACK);
    for (let day = first; day < today; day++)
      await this.outbox.emit(tx, 'history.changed', `${deviceId}/${day}`, receivedAt);
  }

  private async foldPrograms(
    tx: Transaction,
    { deviceId, receivedAt, skewMs, report }: AcceptedReport,
  ): Promise<boolean> {
    const { session } = report.agent;
    const stored = await this.spans.openOfSession(tx, deviceId, session);
    const changes = foldObservations(stored, observationsOf(report, skewMs, receivedAt), receivedAt);
    if (isEmpty(changes)) return false;
    await this.spans.apply(tx, deviceId, session, changes, receivedAt);
    const failing = changes.open.filter(({ source, state }) => source === 'probe' && state === 'failed');
    await this.probes.doubt(
      tx,
      failing.map(({ thing }) => thing),
      receivedAt,
    );
    return true;
  }

  /** A session that ended takes its programs with it; the PC leaves only when nobody else speaks for it. */
  private async foldGoodbye(
    tx: Transaction,
    { deviceId, receivedAt, report }: AcceptedReport,
  ): Promise<boolean> {
    const { goodbye, agent } = report;
    if (!goodbye) return false;
    if (goodbye !== 'update') await this.spans.closeSession(tx, deviceId, agent.session, receivedAt);
    const { policy } = await this.policies.current();
    const recently = receivedAt - policy['beat.seconds'] * policy['presence.missedBeats'] * 1000;
    const endsSession = goodbye === 'logoff' || goodbye === 'stopped_by_hand';
    if (endsSession && (await this.instances.otherSessionActive(tx, deviceId, agent.session, recently)))
      return true;
    await this.presence.left(tx, deviceId, goodbye, receivedAt);
    return true;
  }

  private async foldDocuments(
    tx: Transaction,
    { deviceId, receivedAt, report }: AcceptedReport,
  ): Promise<void> {
    const { inventory, certificates, digests } = report;
    if (inventory && digests.inventory) {
      await this.hardware.foldInventory(tx, deviceId, inventory, digests.inventory, receivedAt);
    }
    if (certificates) await this.certificates.fold(tx, deviceId, certificates, receivedAt);
  }
}
