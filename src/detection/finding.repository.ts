import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { listOf, type Reader, type Transaction } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import type { Evidence, RuleId, Severity } from './domain/finding.js';
import { atOpening, type Flap, type FlapTuning, STEADY } from './domain/flapping.js';
import type { OpenFinding, Verdicts } from './domain/weigh.js';
import { FindingEntity } from './entities/finding.entity.js';

/** What a finding is about, and where. */
export interface Subject {
  key: string;
  deviceId: number | null;
  certificateId: number | null;
  /** Null: the server itself is meant. */
  centerId: number | null;
}

/** A finding as the stages after detection see it. */
export interface Finding {
  id: number;
  rule: RuleId;
  thing: string;
  deviceId: number | null;
  certificateId: number | null;
  /** Null: the server itself is meant. */
  centerId: number | null;
  severity: Severity;
  evidence: Evidence;
  beganAt: number;
  openedAt: number;
  endedAt: number | null;
  /** Since when it comes and goes; null: it does not. */
  flappingSince: number | null;
}

@Injectable()
export class FindingRepository {
  constructor(private readonly outbox: Outbox) {}

  async openOf(tx: Transaction, subject: string): Promise<OpenFinding[]> {
    const rows = await tx.find(FindingEntity, { where: { subject, endedAt: IsNull() } });
    return rows.map((row) => ({
      ...row,
      evidence: JSON.parse(row.evidence) as Evidence,
      flap: flapOf(row),
    }));
  }

  async byId(from: Transaction | Reader, id: number): Promise<Finding | null> {
    const row = await from.findOne(FindingEntity, { where: { id } });
    return row ? { ...row, evidence: JSON.parse(row.evidence) as Evidence } : null;
  }

  async openOfDevice(from: Transaction | Reader, deviceId: number): Promise<Finding[]> {
    const rows = await from.find(FindingEntity, {
      where: { deviceId, endedAt: IsNull() },
      order: { beganAt: 'ASC' },
    });
    return rows.map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as Evidence }));
  }

  /** Writes what `weigh` decided; every finding that people must hear of leaves an event. */
  async apply(
    tx: Transaction,
    subject: Subject,
    verdicts: Verdicts,
    now: number,
    tuning: FlapTuning | null,
  ): Promise<void> {
    for (const { rule, thing, since, severity, evidence } of verdicts.open) {
      const id = await tx.insert(FindingEntity, {
        subject: subject.key,
        rule,
        thing,
        deviceId: subject.deviceId,
        certificateId: subject.certificateId,
        centerId: subject.centerId,
        severity,
        evidence: JSON.stringify(evidence),
        beganAt: since,
        openedAt: now,
        ...flapColumns(await this.flapAtOpening(tx, subject.key, rule, thing, now, tuning)),
      });
      await this.outbox.emit(tx, 'finding.changed', String(id), now);
    }
    for (const { id, severity, evidence } of verdicts.update) {
      await tx.update(FindingEntity, { id }, { severity, evidence: JSON.stringify(evidence) });
      await this.outbox.emit(tx, 'finding.changed', String(id), now);
    }
    for (const { id, flap, turned } of verdicts.flaps) {
      await tx.update(FindingEntity, { id }, flapColumns(flap));
      if (turned) await this.outbox.emit(tx, 'finding.changed', String(id), now);
    }
    for (const id of verdicts.beginClearing) await tx.update(FindingEntity, { id }, { clearSince: now });
    for (const id of verdicts.resume) await tx.update(FindingEntity, { id }, { clearSince: null });
    for (const { id, endedAt } of verdicts.end) {
      await tx.update(FindingEntity, { id }, { clearSince: endedAt, endedAt });
      await this.outbox.emit(tx, 'finding.changed', String(id), now);
    }
  }

  private async flapAtOpening(
    tx: Transaction,
    subject: string,
    rule: RuleId,
    thing: string,
    now: number,
    tuning: FlapTuning | null,
  ): Promise<Flap> {
    if (!tuning) return STEADY;
    const before = await tx.row<{ score: number; scoredAt: number | null }>(
      `SELECT flap_score AS "score", flap_scored_at AS "scoredAt" FROM finding
       WHERE subject = ? AND rule = ? AND thing = ? AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1`,
      [subject, rule, thing],
    );
    return atOpening(before, now, tuning);
  }

  async setDeadline(tx: Transaction, subject: string, checkAt: number | null): Promise<void> {
    if (checkAt === null) {
      await tx.run('DELETE FROM detection_deadline WHERE subject = ?', [subject]);
      return;
    }
    await tx.run(
      `INSERT INTO detection_deadline (subject, check_at) VALUES (?, ?)
       ON CONFLICT (subject) DO UPDATE SET check_at = excluded.check_at`,
      [subject, checkAt],
    );
  }

  /** Removes findings that ended so long ago that nobody asks for them. An open one stays, whoever names it. */
  async forget(tx: Transaction, ids: readonly number[]): Promise<void> {
    await tx.run(`DELETE FROM finding WHERE id IN ${listOf(ids)} AND ended_at IS NOT NULL`, ids);
  }

  /** Subjects whose deadline has come, earliest first. Taking one removes its deadline; judging it sets the next. */
  async takeDue(tx: Transaction, now: number, limit: number): Promise<string[]> {
    const rows = await tx.rows<{ subject: string }>(
      `DELETE FROM detection_deadline WHERE subject IN (
         SELECT subject FROM detection_deadline WHERE check_at <= ? ORDER BY check_at LIMIT ${limit}${tx.skipLocked})
       RETURNING subject`,
      [now],
    );
    return rows.map(({ subject }) => subject);
  }
}

function flapOf({ flapScore, flapScoredAt, flappingSince }: FindingEntity): Flap {
  return { score: flapScore ?? 0, scoredAt: flapScoredAt, flappingSince };
}

function flapColumns({ score, scoredAt, flappingSince }: Flap): Partial<FindingEntity> {
  return { flapScore: score, flapScoredAt: scoredAt, flappingSince };
}
