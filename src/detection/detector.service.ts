import { Injectable } from '@nestjs/common';
import {
  afterWorkingDays,
  Calendars,
  Devices,
  PolicyService,
  Programs,
  isWorkingTime,
} from '../inventory/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import { Snapshots } from '../state/index.js';
import type { DeviceContext, Judgement, ProgramFacts, RuleId } from './domain/finding.js';
import { flapTuningOf } from './domain/flapping.js';
import { weigh } from './domain/weigh.js';
import { FindingRepository, type Subject } from './finding.repository.js';
import { CERTIFICATE_RULES, DEVICE_RULES } from './rules/index.js';

const DUE_PER_UNIT = 50;

/** Loads what is believed, asks every rule, writes what they decided. Knows no rule by name. */
@Injectable()
export class Detector {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly findings: FindingRepository,
    private readonly devices: Devices,
    private readonly programs: Programs,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly work: UnitOfWork,
    private readonly feed: ChangeFeed,
  ) {}

  async judgeDevice(tx: Transaction, deviceId: number, now: number): Promise<void> {
    const snapshot = await this.snapshots.ofDevice(tx, deviceId);
    const device = await this.devices.byId(deviceId);
    if (!snapshot || !device) return;
    const context = await this.contextOf(device.centerId);
    const judgements = new Map(
      DEVICE_RULES.map((rule) => [rule.id as RuleId, rule.judge(snapshot, context, now)]),
    );
    const subject = { key: `device:${deviceId}`, deviceId, certificateId: null, centerId: device.centerId };
    await this.decide(tx, subject, judgements, now, context.policy['recovery.holdSeconds'] * 1000);
    tx.onCommit(() => this.feed.announce({ kind: 'device', id: deviceId }));
  }

  async judgeCertificate(tx: Transaction, certificateId: number, now: number): Promise<void> {
    const certificate = await this.snapshots.certificate(tx, certificateId);
    const device = certificate && (await this.devices.byId(certificate.deviceId));
    if (!certificate || !device) return;
    const { policy } = await this.policies.current();
    const judgements = new Map(
      CERTIFICATE_RULES.map((rule) => [rule.id as RuleId, rule.judge(certificate, policy, now)]),
    );
    const { deviceId } = certificate;
    const subject = {
      key: `certificate:${certificateId}`,
      deviceId,
      certificateId,
      centerId: device.centerId,
    };
    await this.decide(tx, subject, judgements, now, 0);
  }

  /** Judges the subjects whose deadline has come, without needing another report. */
  async sweep(now: number): Promise<void> {
    for (;;) {
      const taken = await this.work.runDerived(async (tx) => {
        const due = await this.findings.takeDue(tx, now, DUE_PER_UNIT);
        for (const subject of due) await this.judgeSubject(tx, subject, now);
        return due.length;
      });
      if (taken < DUE_PER_UNIT) return;
    }
  }

  private judgeSubject(tx: Transaction, subject: string, now: number): Promise<void> {
    const [kind, id] = subject.split(':');
    return kind === 'certificate'
      ? this.judgeCertificate(tx, Number(id), now)
      : this.judgeDevice(tx, Number(id), now);
  }

  private async decide(
    tx: Transaction,
    subject: Subject,
    judgements: ReadonlyMap<RuleId, Judgement>,
    now: number,
    holdMs: number,
  ): Promise<void> {
    const open = await this.findings.openOf(tx, subject.key);
    const tuning = flapTuningOf((await this.policies.current()).policy);
    const verdicts = weigh(open, judgements, now, holdMs, tuning);
    await this.findings.apply(tx, subject, verdicts, now, tuning);
    await this.findings.setDeadline(tx, subject.key, verdicts.checkAt);
  }

  private async contextOf(centerId: number): Promise<DeviceContext> {
    const { policy } = await this.policies.current();
    const calendar = await this.calendars.of(centerId);
    const programs = new Map<string, ProgramFacts>(
      (await this.programs.enabled()).map(({ id, kind, severity, required }) => [
        id,
        { id, kind, severity, required: required === 1 },
      ]),
    );
    return {
      policy,
      programs,
      atWork: (instant) => isWorkingTime(calendar, instant),
      afterWorkingDays: (since, count) => afterWorkingDays(calendar, since, count),
    };
  }
}
