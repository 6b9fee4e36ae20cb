import { Injectable } from '@nestjs/common';
import { AuditTrail, holdsProvince, mayDo, type SignedInUser, Users } from '../../access/index.js';
import type { ChangeDutyTeam, NewDutyTeam } from '../../contracts/api/index.js';
import { civilDay } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import { Centers } from '../centers.service.js';
import { dayOfIso, isoOfDay } from '../domain/working-calendar.js';
import type { DutyTeam } from './domain/rota.js';
import { checkShifts } from './domain/rota-check.js';
import { DutyGaps } from './duty-gaps.service.js';
import {
  beginsInThePast,
  gapsRefused,
  notYours,
  personOutOfPlace,
  shiftRefused,
  teamChanged,
  unknownCenter,
  unknownPerson,
} from './duty.refusals.js';
import { DutyShiftEntity } from './entities/duty-shift.entity.js';
import { DutyTeamEntity } from './entities/duty-team.entity.js';
import { Rotas } from './rotas.service.js';

/** Makes and changes teams and their weeks. Every change is audited. */
@Injectable()
export class DutyEditor {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly users: Users,
    private readonly centers: Centers,
    private readonly audit: AuditTrail,
    private readonly gaps: DutyGaps,
    private readonly rotas: Rotas,
  ) {}

  /** @throws Refusal what keeps the week from being kept, by row; DUTY_GAPS */
  async add(asked: NewDutyTeam, by: SignedInUser): Promise<void> {
    if (!managesProvince(by, asked.province)) throw notYours();
    await this.check(asked, 0, []);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const { name, province, headId } = asked;
      const values = { name, provinceCode: province, headId, createdAt: now, endedAt: null, version: 1 };
      const id = await tx.insert(DutyTeamEntity, values);
      await this.store(tx, id, asked);
      await this.changed(tx, id, 'duty.team-added', by, summaryOf(asked));
    });
  }

  /** The same, and DUTY_CHANGED when somebody was faster. */
  async change(id: number, { version, ...asked }: ChangeDutyTeam, by: SignedInUser): Promise<void> {
    const team = await this.editable(id, by);
    if (asked.province !== team.provinceCode && !managesProvince(by, asked.province)) throw notYours();
    const { shifts } = (await this.rotas.current()).teams.find((one) => one.id === id) ?? { shifts: [] };
    await this.check(asked, id, shifts);
    await this.work.run(async (tx) => {
      const { name, province, headId } = asked;
      const values = { name, provinceCode: province, headId, version: version + 1 };
      if ((await tx.update(DutyTeamEntity, { id, version }, values)) !== 1) throw teamChanged();
      await this.store(tx, id, asked);
      await this.changed(tx, id, 'duty.team-changed', by, summaryOf(asked));
    });
  }

  async end(id: number, version: number, by: SignedInUser): Promise<void> {
    const team = await this.editable(id, by);
    if (!managesProvince(by, team.provinceCode)) throw notYours();
    await this.work.run(async (tx) => {
      const values = { endedAt: this.clock.now(), version: version + 1 };
      if ((await tx.update(DutyTeamEntity, { id, version }, values)) !== 1) throw teamChanged();
      await this.changed(tx, id, 'duty.team-ended', by, team.name);
    });
  }

  /** The team, if `by` may change it. @throws Refusal NOT_FOUND, NOT_PERMITTED */
  async editable(id: number, by: SignedInUser): Promise<DutyTeamEntity> {
    const team = await this.reader.findOne(DutyTeamEntity, { where: { id } });
    const seen = team && holdsProvince(by, team.provinceCode);
    if (!seen || team.endedAt !== null) throw notFound({ vi: 'tổ trực này', en: 'team' });
    if (!mayEdit(by, team)) throw notYours();
    return team;
  }

  /** Records who changed the rota, and lets the next question see it. */
  async changed(
    tx: Transaction,
    teamId: number,
    action: string,
    by: SignedInUser,
    detail: string,
  ): Promise<void> {
    tx.onCommit(() => this.rotas.forget());
    const subject = `duty-team:${teamId}`;
    await this.audit.record(tx, { at: this.clock.now(), userId: by.id, action, subject, detail });
  }

  private async check(asked: NewDutyTeam, id: number, before: DutyTeam['shifts']): Promise<void> {
    if (dayOfIso(asked.fromDate) < civilDay(this.clock.now())) throw beginsInThePast('fromDate');
    await this.checkPlaces(asked);
    await this.checkPeople(asked);
    const fault = checkShifts(asked.shifts, asked.memberIds);
    if (fault) {
      const shift = asked.shifts[fault.row]!;
      const personId = fault.field === 'secondId' ? shift.secondId : shift.firstId;
      throw shiftRefused(fault, (await this.users.nameOf(personId)) ?? '?');
    }
    if (asked.acceptGaps) return;
    const gaps = await this.gaps.ofTeam(plannedTeam(asked, id, before));
    if (gaps.length > 0) throw gapsRefused(gaps);
  }

  private async checkPlaces({ province, centerIds }: NewDutyTeam): Promise<void> {
    if ((await this.centers.provinceNameIfAny(province)) === null)
      throw notFound({ vi: `tỉnh ${province}`, en: `province ${province}` });
    for (const [at, id] of centerIds.entries()) {
      if ((await this.centers.provinceOf(id)) !== province) throw unknownCenter(`centerIds[${at}]`);
    }
  }

  private async checkPeople({ province, headId, memberIds }: NewDutyTeam): Promise<void> {
    const allowed = new Set((await this.users.assignable({ province, center: null })).map(({ id }) => id));
    const asked = [{ id: headId, path: 'headId' }];
    asked.push(...memberIds.map((id, at) => ({ id, path: `memberIds[${at}]` })));
    for (const { id, path } of asked) {
      if (allowed.has(id)) continue;
      const name = await this.users.nameOf(id);
      throw name === null ? unknownPerson(path) : personOutOfPlace(name, path);
    }
  }

  private async store(tx: Transaction, teamId: number, asked: NewDutyTeam): Promise<void> {
    const { fromDate, shifts } = asked;
    await tx.run('DELETE FROM duty_team_center WHERE team_id = ?', [teamId]);
    await tx.run('DELETE FROM duty_member WHERE team_id = ?', [teamId]);
    for (const id of new Set(asked.centerIds))
      await tx.run('INSERT INTO duty_team_center (team_id, center_id) VALUES (?, ?)', [teamId, id]);
    for (const id of new Set(asked.memberIds))
      await tx.run('INSERT INTO duty_member (team_id, user_id) VALUES (?, ?)', [teamId, id]);
    await tx.run('DELETE FROM duty_shift WHERE team_id = ? AND from_date >= ?', [teamId, fromDate]);
    await tx.run(
      'UPDATE duty_shift SET until_date = ? WHERE team_id = ? AND (until_date IS NULL OR until_date >= ?)',
      [dayBefore(fromDate), teamId, fromDate],
    );
    for (const shift of shifts) {
      const weekdays = [...new Set(shift.weekdays)].sort((a, b) => a - b).join(',');
      await tx.insert(DutyShiftEntity, { ...shift, teamId, weekdays, fromDate, untilDate: null });
    }
  }
}

/** Administrators, each within their own province if they are held to one, and the head of the team. */
export function mayEdit(by: SignedInUser, team: { headId: number; provinceCode: string }): boolean {
  return team.headId === by.id || managesProvince(by, team.provinceCode);
}

export function managesProvince(by: SignedInUser, code: string): boolean {
  return mayDo(by, 'duty.manage') && holdsProvince(by, code);
}

/** The team as it would be: what is planned until the new week begins stays. */
function plannedTeam(asked: NewDutyTeam, id: number, before: DutyTeam['shifts']): DutyTeam {
  const { fromDate, name, province: provinceCode, centerIds, headId } = asked;
  const last = dayBefore(fromDate);
  const kept = before
    .filter((shift) => shift.fromDate < fromDate)
    .map((shift) => ({ ...shift, untilDate: (shift.untilDate ?? last) < last ? shift.untilDate : last }));
  const fresh = asked.shifts.map((shift, at) => ({ ...shift, id: -1 - at, fromDate, untilDate: null }));
  return { id, name, provinceCode, centerIds, headId, shifts: [...kept, ...fresh] };
}

function dayBefore(date: string): string {
  return isoOfDay(dayOfIso(date) - 1);
}

function summaryOf({ name, province, fromDate, shifts, memberIds, acceptGaps }: NewDutyTeam): string {
  const gaps = acceptGaps ? ', gaps accepted' : '';
  return `${name} ${province}: ${memberIds.length} members, ${shifts.length} shifts from ${fromDate}${gaps}`;
}
