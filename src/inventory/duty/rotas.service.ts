import { Injectable } from '@nestjs/common';
import { Users } from '../../access/index.js';
import { civilDay, DAY_MS } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { ALL_PROVINCES, Config } from '../../platform/config/index.js';
import { Reader, UnitOfWork } from '../../platform/database/index.js';
import { Centers } from '../centers.service.js';
import { FreshValue } from '../fresh-value.js';
import { isoOfDay } from '../domain/working-calendar.js';
import { Holidays } from '../holidays.service.js';
import {
  type DutyAbsence,
  type DutyShift,
  type DutyTeam,
  onDuty,
  type OnDuty,
  type Rota,
} from './domain/rota.js';
import { DutyShiftEntity } from './entities/duty-shift.entity.js';
import { DutyTeamEntity } from './entities/duty-team.entity.js';

/** A night shift of the day before may still run, and a swap goes with the day on which a shift begins. */
const LOOKED_BACK_DAYS = 2;

type Stored = Omit<Rota, 'exceptions'>;

/** Somebody on duty, by name. */
export interface DutyPerson {
  id: number;
  name: string;
}

/** Who answers for a place, by name; null where nobody of that rank can be reached. */
export interface PeopleOnDuty {
  team: string | null;
  first: DutyPerson | null;
  second: DutyPerson | null;
  head: DutyPerson | null;
  gap: boolean;
}

/** Who is on duty where, and when: weeks, swaps and absences as they are kept. At most 5 s old across processes. */
@Injectable()
export class Rotas {
  private readonly fresh = new FreshValue(() => this.read());

  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly holidays: Holidays,
    private readonly centers: Centers,
    private readonly users: Users,
  ) {}

  /** After a write: the next question reads anew. */
  forget(): void {
    this.fresh.forget();
  }

  async current(): Promise<Rota> {
    const stored = await this.fresh.get(this.clock.now());
    return { ...stored, exceptions: await this.holidays.exceptions() };
  }

  /** Who answers now for a center; null: for what is of no center, and concerns the whole province. */
  async onDutyFor(centerId: number | null, now: number): Promise<PeopleOnDuty> {
    const rota = await this.current();
    const found = await this.found(rota, centerId, now);
    const team = rota.teams.find(({ id }) => id === found.teamId);
    const person = async (id: number | null): Promise<DutyPerson | null> => {
      const user = id === null ? null : await this.users.byId(id);
      return user && { id: user.id, name: user.name };
    };
    return {
      team: team?.name ?? null,
      first: await person(found.first),
      second: await person(found.second),
      head: await person(found.head),
      gap: found.gap,
    };
  }

  private async found(rota: Rota, centerId: number | null, now: number): Promise<OnDuty> {
    const own = (await this.centers.provinceOf(centerId)) ?? this.config.provinceCode;
    if (own !== ALL_PROVINCES) return onDuty(rota, { provinceCode: own, centerId }, now);
    // A server of the whole country: a fault of no center is for whoever of its provinces is there first.
    const provinces = [...new Set(rota.teams.map(({ provinceCode }) => provinceCode))];
    const answers = provinces.map((provinceCode) => onDuty(rota, { provinceCode, centerId }, now));
    const none = onDuty(rota, { provinceCode: own, centerId }, now);
    return answers.find(({ gap }) => !gap) ?? answers[0] ?? none;
  }

  /** Removes swaps, absences and weeks that were over before `before`, epoch ms. */
  async forgetOld(before: number): Promise<void> {
    const date = isoOfDay(civilDay(before));
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM duty_absence WHERE until_at < ?', [before]);
      await tx.run('DELETE FROM duty_swap WHERE date < ?', [date]);
      await tx.run('DELETE FROM duty_shift WHERE until_date < ?', [date]);
    });
  }

  private async read(): Promise<Stored> {
    const since = this.clock.now() - LOOKED_BACK_DAYS * DAY_MS;
    const teams = await this.reader.rows<DutyTeamEntity>(
      `SELECT id, name, province_code AS "provinceCode", head_id AS "headId" FROM duty_team
       WHERE ended_at IS NULL ORDER BY id`,
    );
    const shifts = await this.reader.find(DutyShiftEntity, { order: { fromMinute: 'ASC', id: 'ASC' } });
    const centers = await this.reader.rows<{ teamId: number; centerId: number }>(
      'SELECT team_id AS "teamId", center_id AS "centerId" FROM duty_team_center',
    );
    return {
      teams: teams.map((team): DutyTeam => ({
        ...team,
        centerIds: centers.filter(({ teamId }) => teamId === team.id).map(({ centerId }) => centerId),
        shifts: shifts.filter(({ teamId }) => teamId === team.id).map(shiftOf),
      })),
      swaps: await this.reader.rows(
        `SELECT team_id AS "teamId", date, person_id AS "personId", taker_id AS "takerId" FROM duty_swap
         WHERE date >= ? ORDER BY date, id`,
        [isoOfDay(civilDay(since))],
      ),
      absences: [...(await this.absences(since)), ...(await this.gone())],
    };
  }

  private absences(since: number): Promise<DutyAbsence[]> {
    return this.reader.rows<DutyAbsence>(
      `SELECT person_id AS "personId", from_at AS "fromAt", until_at AS "untilAt" FROM duty_absence
       WHERE until_at > ? ORDER BY from_at, id`,
      [since],
    );
  }

  /** Whose account was closed is away for good. */
  private async gone(): Promise<DutyAbsence[]> {
    const closed = (await this.users.all()).filter(({ disabled }) => disabled);
    return closed.map(({ id }) => ({ personId: id, fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER }));
  }
}

function shiftOf({ weekdays, ...row }: DutyShiftEntity): DutyShift {
  return { ...row, weekdays: weekdays.split(',').map(Number) };
}
