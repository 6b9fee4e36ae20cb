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
import type {
  DeviceContext,
  Episode,
  HearingFacts,
  Judgement,
  ProgramFacts,
  RuleId,
} from './domain/finding.js';
import { type FlapTuning, flapTuningOf } from './domain/flapping.js';
import { type OpenFinding, together, type Verdicts, weigh } from './domain/weigh.js';
import { FindingRepository, type Subject } from './finding.repository.js';
import { Recurrences } from './recurrences.js';
import { CERTIFICATE_RULES, DEVICE_RULES, RECURRING_RULES, SERVER_RULES } from './rules/index.js';

const DUE_PER_UNIT = 50;
const RECURRING: ReadonlySet<RuleId> = new Set(RECURRING_RULES.map(({ id }) => id));
const SERVER: Subject = { key: 'server:0', deviceId: null, certificateId: null, centerId: null };
/** Of the server's own history rules read so much. */
const SERVER_HISTORY_MS = 2 * 3_600_000;

/** Loads what is believed, asks every rule, writes what they decided. Knows no rule by name. */
@Injectable()
export class Detector {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly findings: FindingRepository,
    private readonly recurrences: Recurrences,
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
    const context = await this.contextOf(device.centerId, await this.hearing(tx, now));
    const judgements = new Map(
      DEVICE_RULES.map((rule) => [rule.id as RuleId, rule.judge(snapshot, context, now)]),
    );
    const subject = { key: `device:${deviceId}`, deviceId, certificateId: null, centerId: device.centerId };
    const open = await this.findings.openOf(tx, subject.key);
    const tuning = flapTuningOf(context.policy);
    const plainly = open.filter(({ rule }) => !RECURRING.has(rule));
    const holdMs = context.policy['recovery.holdSeconds'] * 1000;
    const plain = weigh(plainly, judgements, now, holdMs, tuning);
    const episodes = await this.recurrences.of(tx, deviceId, context, now);
    const verdicts = together(plain, weighRecurring(open, plain, episodes, context, now));
    await this.write(tx, subject, verdicts, now, tuning);
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
    const open = await this.findings.openOf(tx, subject.key);
    const tuning = flapTuningOf(policy);
    await this.write(tx, subject, weigh(open, judgements, now, 0, tuning), now, tuning);
  }

  async judgeServer(tx: Transaction, now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const { faults } = await this.snapshots.ofServer(tx, now);
    const spans = await this.snapshots.blindnessSince(tx, now - SERVER_HISTORY_MS, now);
    const server = { faults, blindness: spans.filter(({ reason }) => reason !== 'line') };
    const judgements = new Map(
      SERVER_RULES.map((rule) => [rule.id as RuleId, rule.judge(server, policy, now)]),
    );
    const open = await this.findings.openOf(tx, SERVER.key);
    const tuning = flapTuningOf(policy);
    const verdicts = weigh(open, judgements, now, policy['recovery.holdSeconds'] * 1000, tuning);
    await this.write(tx, SERVER, verdicts, now, tuning);
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
    switch (kind) {
      case 'certificate':
        return this.judgeCertificate(tx, Number(id), now);
      case 'server':
        return this.judgeServer(tx, now);
      default:
        return this.judgeDevice(tx, Number(id), now);
    }
  }

  private async write(
    tx: Transaction,
    subject: Subject,
    verdicts: Verdicts,
    now: number,
    tuning: FlapTuning,
  ): Promise<void> {
    await this.findings.apply(tx, subject, verdicts, now, tuning);
    await this.findings.setDeadline(tx, subject.key, verdicts.checkAt);
  }

  private async hearing(tx: Transaction, now: number): Promise<HearingFacts> {
    const { faults, hearingSince } = await this.snapshots.ofServer(tx, now);
    return { since: hearingSince, lineLost: faults.line !== null, clockWrong: faults.clock !== null };
  }

  private async contextOf(centerId: number, hearing: HearingFacts): Promise<DeviceContext> {
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
      hearing,
      atWork: (instant) => isWorkingTime(calendar, instant),
      afterWorkingDays: (since, count) => afterWorkingDays(calendar, since, count),
    };
  }
}

/** What comes back is judged after the plain rules, by what those leave open. It ends when its window is calm: no more waiting. */
function weighRecurring(
  open: readonly OpenFinding[],
  plain: Verdicts,
  episodes: readonly Episode[],
  context: DeviceContext,
  now: number,
): Verdicts {
  const ended = new Set(plain.end.map(({ id }) => id));
  const standing = [...open.filter(({ id }) => !ended.has(id)), ...plain.open];
  const recurrence = { episodes, open: new Set(standing.map(({ rule, thing }) => `${rule}/${thing}`)) };
  const judgements = new Map<RuleId, Judgement>(
    RECURRING_RULES.map((rule) => [rule.id, rule.judge(recurrence, context, now)]),
  );
  return weigh(
    open.filter(({ rule }) => RECURRING.has(rule)),
    judgements,
    now,
    0,
  );
}
