import { Injectable } from '@nestjs/common';
import { holdsProvince, type SignedInUser, Users } from '../../access/index.js';
import type { DutyPage, DutyTeamView } from '../../contracts/api/index.js';
import { civilDay, weekday } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader } from '../../platform/database/index.js';
import { Centers } from '../centers.service.js';
import { isoOfDay } from '../domain/working-calendar.js';
import { type DutyTeam, isAwayIn, onDutyOf, type Rota, turnsOn } from './domain/rota.js';
import { DutyGaps } from './duty-gaps.service.js';
import { managesProvince, mayEdit } from './duty-editor.service.js';
import { wordNow } from './duty.wording.js';
import { Rotas } from './rotas.service.js';
import { StandIns } from './stand-ins.service.js';

const SHOWN_DAYS = 7;

type Names = ReadonlyMap<number, string>;

/** What people read of who is on duty: the teams of the provinces that they may see. */
@Injectable()
export class DutyPages {
  constructor(
    private readonly rotas: Rotas,
    private readonly gaps: DutyGaps,
    private readonly standIns: StandIns,
    private readonly centers: Centers,
    private readonly users: Users,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async page(by: SignedInUser): Promise<DutyPage> {
    const sees = (code: string): boolean => holdsProvince(by, code);
    const rota = await this.rotas.current();
    const people = await this.people(by);
    const names: Names = new Map((await this.users.all()).map(({ id, name }) => [id, name]));
    const provinces = await this.reader.rows<{ code: string; name: string }>(
      'SELECT code, name FROM province WHERE code IN (SELECT province_code FROM center) ORDER BY name',
    );
    const centers = (await this.centers.all()).filter(({ provinceCode }) => sees(provinceCode));
    const teams = rota.teams.filter(({ provinceCode }) => sees(provinceCode));
    return {
      serverTime: this.clock.now(),
      teams: await Promise.all(teams.map((team) => this.teamView(rota, team, names, by))),
      absences: await this.absences(names, people),
      people,
      provinces: provinces.filter(({ code }) => sees(code)),
      centers: centers.map(({ id, name, provinceCode: province }) => ({ id, name, province })),
      mayAdd: provinces.some(({ code }) => managesProvince(by, code)),
    };
  }

  private async teamView(rota: Rota, team: DutyTeam, names: Names, by: SignedInUser): Promise<DutyTeamView> {
    const now = this.clock.now();
    const nameOf = (id: number | null): string | null => (id === null ? null : (names.get(id) ?? '?'));
    const { first, second, head, gap } = onDutyOf(rota, team, now);
    const facts = await this.factsOf(team.id);
    return {
      id: team.id,
      version: facts.version,
      name: team.name,
      province: team.provinceCode,
      area: await this.areaOf(team),
      centerIds: [...team.centerIds],
      head: { id: team.headId, name: nameOf(team.headId) ?? '?' },
      members: facts.members.map((id) => ({ id, name: nameOf(id) ?? '?' })),
      ...weekOf(team, now),
      now: { gap, text: wordNow({ first: nameOf(first), second: nameOf(second), head: nameOf(head) }) },
      days: daysOf(rota, team, names, now),
      swaps: facts.swaps.map(({ id, date, personId, takerId }) => ({
        id,
        date,
        person: nameOf(personId) ?? '?',
        taker: nameOf(takerId) ?? '?',
      })),
      gaps: await this.gaps.ofTeam(team, rota),
      mayEdit: mayEdit(by, team),
    };
  }

  private async factsOf(teamId: number) {
    const team = await this.reader.row<{ version: number }>('SELECT version FROM duty_team WHERE id = ?', [
      teamId,
    ]);
    const members = await this.reader.rows<{ id: number }>(
      'SELECT user_id AS "id" FROM duty_member WHERE team_id = ? ORDER BY user_id',
      [teamId],
    );
    const swaps = await this.reader.rows<{ id: number; date: string; personId: number; takerId: number }>(
      `SELECT id, date, person_id AS "personId", taker_id AS "takerId" FROM duty_swap
       WHERE team_id = ? AND date >= ? ORDER BY date, id`,
      [teamId, isoOfDay(civilDay(this.clock.now()))],
    );
    return { version: team?.version ?? 0, members: members.map(({ id }) => id), swaps };
  }

  private async areaOf({ provinceCode, centerIds }: DutyTeam): Promise<string> {
    if (centerIds.length === 0) return this.centers.provinceName(provinceCode);
    const named = await Promise.all(centerIds.map((id) => this.centers.byId(id)));
    return named.map((center) => center?.name ?? '?').join(', ');
  }

  private async absences(names: Names, people: DutyPage['people']): Promise<DutyPage['absences']> {
    const rows = await this.reader.rows<{ id: number; personId: number; fromAt: number; untilAt: number }>(
      `SELECT id, person_id AS "personId", from_at AS "fromAt", until_at AS "untilAt" FROM duty_absence
       WHERE until_at > ? ORDER BY from_at, id`,
      [this.clock.now()],
    );
    const known = new Map(people.map(({ id, mayReport }) => [id, mayReport]));
    return rows
      .filter(({ personId }) => known.has(personId))
      .map(({ personId, ...row }) => ({
        ...row,
        person: names.get(personId) ?? '?',
        mayDelete: known.get(personId) ?? false,
      }));
  }

  private async people(by: SignedInUser): Promise<DutyPage['people']> {
    const people = await this.users.assignable({ province: by.province, center: null });
    const reportable = await this.standIns.reportable(people, by);
    return people.map(({ id, name, province }) => ({ id, name, province, mayReport: reportable.has(id) }));
  }
}

/** The week that holds today, or the first that will. */
function weekOf(team: DutyTeam, now: number): Pick<DutyTeamView, 'fromDate' | 'shifts' | 'changesOn'> {
  const today = isoOfDay(civilDay(now));
  const dates = [...new Set(team.shifts.map(({ fromDate }) => fromDate))].sort();
  const fromDate = dates.filter((date) => date <= today).at(-1) ?? dates[0] ?? today;
  const shifts = team.shifts
    .filter((shift) => shift.fromDate === fromDate)
    .map(({ weekdays, fromMinute, toMinute, firstId, secondId }) => ({
      weekdays: [...weekdays],
      fromMinute,
      toMinute,
      firstId,
      secondId,
    }));
  return { fromDate, shifts, changesOn: dates.find((date) => date > fromDate) ?? null };
}

function daysOf(rota: Rota, team: DutyTeam, names: Names, now: number): DutyTeamView['days'] {
  const today = civilDay(now);
  return Array.from({ length: SHOWN_DAYS }, (_, ahead) => today + ahead).map((day) => ({
    date: isoOfDay(day),
    weekday: weekday(day),
    holiday: rota.exceptions.get(day)?.kind === 'rest',
    turns: turnsOn(rota, team, day).map(({ from, until, planned, people }) => ({
      from,
      until,
      people: people.map((id) => ({
        name: names.get(id) ?? '?',
        instead: planned.includes(id) ? null : standsFor(planned, people, names),
        absent: isAwayIn(rota, id, { from, until }),
      })),
    })),
  }));
}

function standsFor(planned: readonly number[], people: readonly number[], names: Names): string | null {
  const replaced = planned.find((id) => !people.includes(id));
  return replaced === undefined ? null : (names.get(replaced) ?? '?');
}
