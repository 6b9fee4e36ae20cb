import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { civilDay, weekday } from '../platform/civil/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { issuedHolidays } from './domain/holiday-issued.js';
import { type HolidayDay, holidaysByLaw } from './domain/holiday-law.js';
import { type DayException, dayOfIso, isoOfDay } from './domain/working-calendar.js';
import { HolidayYearEntity } from './entities/holiday-year.entity.js';
import { HolidayEntity } from './entities/holiday.entity.js';
import { FreshValue } from './fresh-value.js';
import type { Author } from './policy.service.js';

/**
 * Where a year's table comes from: `computed` from the law and vouched for by nobody yet, `issued` and shipped with the
 * program, or `confirmed` by a person.
 */
export type HolidayStanding = 'computed' | 'issued' | 'confirmed';

export interface HolidayYear {
  year: number;
  standing: HolidayStanding;
  days: readonly HolidayDay[];
  /** Who vouches for it and since when (epoch ms); null unless confirmed. */
  confirmed: { at: number; by: string } | null;
}

interface Stored {
  years: ReadonlyMap<number, HolidayYear>;
  /** Exceptions of the years around the civil year they were asked in. */
  exceptions: Map<number, ReadonlyMap<number, DayException>>;
}

/** Months from which on the coming year ought to be settled. */
const WARNING_FROM_MONTH = 11;

/** The year tables of holidays: what somebody confirmed, else what was shipped, else what the law says. */
@Injectable()
export class Holidays {
  private readonly fresh = new FreshValue(() => this.read());

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  async of(year: number): Promise<HolidayYear> {
    const { years } = await this.fresh.get(this.clock.now());
    return years.get(year) ?? unconfirmed(year);
  }

  /**
   * What is not worked by its weekday, for the years around now. The same object until something changes. It is asked within
   * units of work, for which every other write waits, so it never gives way: three years take 60 ms, once.
   */
  async exceptions(): Promise<ReadonlyMap<number, DayException>> {
    const now = this.clock.now();
    const stored = await this.fresh.get(now);
    const thisYear = civilYear(now);
    const known = stored.exceptions.get(thisYear);
    if (known) return known;
    const exceptions = new Map<number, DayException>();
    for (let year = thisYear - 1; year <= thisYear + 2; year++) {
      for (const day of (stored.years.get(year) ?? unconfirmed(year)).days) {
        exceptions.set(dayOfIso(day.date), exceptionOf(day));
      }
    }
    stored.exceptions.set(thisYear, exceptions);
    return exceptions;
  }

  /** The coming year, when it is late in this one and nobody has confirmed it; null: no reason to warn. */
  async unsettledYear(now: number): Promise<number | null> {
    if (Number(isoOfDay(civilDay(now)).slice(5, 7)) < WARNING_FROM_MONTH) return null;
    const coming = civilYear(now) + 1;
    return (await this.of(coming)).standing === 'computed' ? coming : null;
  }

  /** Puts a checked table in the place of the year's own. Whoever stores it vouches for it. */
  async store(year: number, days: readonly HolidayDay[], by: Author, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM holiday WHERE year = ?', [year]);
      await tx.run('DELETE FROM holiday_year WHERE year = ?', [year]);
      for (const day of days) await tx.insert(HolidayEntity, { ...day, year });
      await tx.insert(HolidayYearEntity, { year, confirmedAt: now, confirmedBy: by.name });
      tx.onCommit(() => this.fresh.forget());
      const detail = `${days.length} days`;
      await this.outbox.emit(tx, 'hours.changed', String(year), now);
      const action = 'holidays.confirmed';
      await this.audit.record(tx, {
        at: now,
        userId: by.userId,
        action,
        subject: `holidays:${year}`,
        detail,
      });
    });
  }

  /** Somebody vouches for the year as it stands. */
  async confirm(year: number, by: Author, now: number): Promise<void> {
    await this.store(year, (await this.of(year)).days, by, now);
  }

  private async read(): Promise<Stored> {
    const days = await this.reader.find(HolidayEntity, { order: { date: 'ASC' } });
    const years = new Map<number, HolidayYear>();
    for (const { year, confirmedAt, confirmedBy } of await this.reader.find(HolidayYearEntity)) {
      const own = days.filter((day) => day.year === year);
      years.set(year, {
        year,
        standing: 'confirmed',
        days: own.map(({ date, kind, name, standsFor }) => ({ date, kind, name, standsFor })),
        confirmed: { at: confirmedAt, by: confirmedBy },
      });
    }
    return { years, exceptions: new Map() };
  }
}

/** The civil year in Viet Nam. */
export function civilYear(instant: number): number {
  return Number(isoOfDay(civilDay(instant)).slice(0, 4));
}

/** The law does not change while the server runs, and reckoning a year takes some 20 ms. */
const reckoned = new Map<number, HolidayYear>();

function unconfirmed(year: number): HolidayYear {
  let known = reckoned.get(year);
  if (!known) {
    const issued = issuedHolidays(year);
    const days = issued ?? holidaysByLaw(year);
    known = { year, standing: issued ? 'issued' : 'computed', days, confirmed: null };
    reckoned.set(year, known);
  }
  return known;
}

/** A make-up day that names no other has the hours of a Monday. */
function exceptionOf({ kind, standsFor }: HolidayDay): DayException {
  if (kind !== 'make-up') return { kind: 'rest' };
  return { kind: 'work', weekday: standsFor === null ? 1 : weekday(dayOfIso(standsFor)) };
}
