import { Injectable } from '@nestjs/common';
import { AuditTrail, mayDo, type SignedInUser, Users } from '../../access/index.js';
import type { NewDutyAbsence, NewDutySwap } from '../../contracts/api/index.js';
import { civilDay, displayDate, displayTime } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import { dayOfIso } from '../domain/working-calendar.js';
import { isAwayIn, turnsOn } from './domain/rota.js';
import { DutyEditor, managesProvince } from './duty-editor.service.js';
import { absenceRefused, beginsInThePast, notYours, swapRefused, unknownPerson } from './duty.refusals.js';
import { DutyAbsenceEntity } from './entities/duty-absence.entity.js';
import { DutySwapEntity } from './entities/duty-swap.entity.js';
import { Rotas } from './rotas.service.js';

/** What wins over the week: swaps of a date and absences. Every change is audited. */
@Injectable()
export class StandIns {
  constructor(
    private readonly editor: DutyEditor,
    private readonly rotas: Rotas,
    private readonly users: Users,
    private readonly audit: AuditTrail,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A second swap of the same person on the same date takes the place of the first. */
  async swap(teamId: number, { date, personId, takerId }: NewDutySwap, by: SignedInUser): Promise<void> {
    const team = await this.editor.editable(teamId, by);
    await this.checkSwap(teamId, { date, personId, takerId }, team.provinceCode);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM duty_swap WHERE team_id = ? AND date = ? AND person_id = ?', [
        teamId,
        date,
        personId,
      ]);
      const values = { teamId, date, personId, takerId, author: by.name, createdAt: now };
      await tx.insert(DutySwapEntity, values);
      const detail = `${date}: user:${takerId} for user:${personId}`;
      await this.editor.changed(tx, teamId, 'duty.swapped', by, detail);
    });
  }

  async undoSwap(id: number, by: SignedInUser): Promise<void> {
    const swap = await this.reader.findOne(DutySwapEntity, { where: { id } });
    if (!swap) throw notFound({ vi: 'lần đổi ca này', en: 'swap' });
    await this.editor.editable(swap.teamId, by);
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM duty_swap WHERE id = ?', [id]);
      await this.editor.changed(tx, swap.teamId, 'duty.swap-undone', by, swap.date);
    });
  }

  async reportAbsence({ personId, fromAt, untilAt }: NewDutyAbsence, by: SignedInUser): Promise<void> {
    if (!(await this.mayReport(personId, by))) throw notYours();
    const now = this.clock.now();
    if (untilAt <= fromAt) throw absenceRefused('ORDER');
    if (untilAt <= now) throw absenceRefused('OVER');
    const values = { personId, fromAt, untilAt, author: by.name, createdAt: now };
    const detail = `${moment(fromAt)} – ${moment(untilAt)}`;
    await this.work.run(async (tx) => {
      await tx.insert(DutyAbsenceEntity, values);
      await this.absenceChanged(tx, 'duty.absence-reported', personId, by, detail);
    });
  }

  async removeAbsence(id: number, by: SignedInUser): Promise<void> {
    const absence = await this.reader.findOne(DutyAbsenceEntity, { where: { id } });
    if (!absence) throw notFound({ vi: 'lần báo vắng này', en: 'absence' });
    if (!(await this.mayReport(absence.personId, by))) throw notYours();
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM duty_absence WHERE id = ?', [id]);
      await this.absenceChanged(tx, 'duty.absence-removed', absence.personId, by, moment(absence.fromAt));
    });
  }

  /** @throws Refusal DUTY_PERSON_UNKNOWN */
  private async mayReport(personId: number, by: SignedInUser): Promise<boolean> {
    const people = await this.users.assignable({ province: null, center: null });
    const person = people.find(({ id }) => id === personId);
    if (!person) throw unknownPerson('personId');
    return (await this.reportable([person], by)).has(personId);
  }

  /**
   * Of `people`, whose absence `by` may report: one's own; of anybody of one's province for administrators; of the members for the
   * head of their team.
   */
  async reportable(
    people: readonly { id: number; province: string | null }[],
    by: SignedInUser,
  ): Promise<ReadonlySet<number>> {
    const headed = await this.headOf(by.id);
    const manages = (province: string | null): boolean =>
      province === null ? mayDo(by, 'duty.manage') : managesProvince(by, province);
    const mine = people.filter(({ id, province }) => id === by.id || manages(province) || headed.has(id));
    return new Set(mine.map(({ id }) => id));
  }

  /** Ids of the members of the teams that somebody heads. */
  private async headOf(headId: number): Promise<ReadonlySet<number>> {
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT duty_member.user_id AS "id" FROM duty_team JOIN duty_member ON duty_member.team_id = duty_team.id
       WHERE duty_team.head_id = ? AND duty_team.ended_at IS NULL`,
      [headId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async checkSwap(teamId: number, swap: NewDutySwap, province: string): Promise<void> {
    const { date, personId, takerId } = swap;
    const day = dayOfIso(date);
    if (day < civilDay(this.clock.now())) throw beginsInThePast('date');
    const allowed = await this.users.assignable({ province, center: null });
    const taker = allowed.find(({ id }) => id === takerId);
    if (!taker) throw unknownPerson('takerId');
    if (takerId === personId) throw swapRefused('SAME_PERSON', taker.name);
    const rota = await this.rotas.current();
    const team = rota.teams.find(({ id }) => id === teamId);
    const turns = team ? turnsOn(rota, team, day).filter(({ planned }) => planned.includes(personId)) : [];
    if (turns.length === 0) throw swapRefused('NOT_PLANNED', (await this.users.nameOf(personId)) ?? '?');
    if (turns.some((turn) => isAwayIn(rota, takerId, turn))) throw swapRefused('TAKER_AWAY', taker.name);
  }

  private async absenceChanged(
    tx: Transaction,
    action: string,
    personId: number,
    by: SignedInUser,
    detail: string,
  ): Promise<void> {
    tx.onCommit(() => this.rotas.forget());
    const entry = { at: this.clock.now(), userId: by.id, action, subject: `user:${personId}`, detail };
    await this.audit.record(tx, entry);
  }
}

const moment = (instant: number): string => `${displayTime(instant)} ${displayDate(instant)}`;
