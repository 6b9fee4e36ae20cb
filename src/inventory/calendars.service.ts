import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import {
  type DayException,
  OFFICE_HOURS,
  type WorkingCalendar,
  type WorkingSession,
} from './domain/working-calendar.js';
import { WorkingSessionEntity } from './entities/working-session.entity.js';
import { FreshValue } from './fresh-value.js';
import { Holidays } from './holidays.service.js';

/** Whose hours: one center's, those of a province's centers without their own, or everybody's. */
export type CalendarPlace = { center: number } | { province: string } | 'all';

/** Where the hours in use come from. */
export type CalendarSource = 'center' | 'province' | 'all' | 'office';

type Layer = readonly WorkingSession[];

interface Stored {
  /** By `keyOf`; a place without sessions has no entry. */
  layers: ReadonlyMap<string, Layer>;
  provinceOf: ReadonlyMap<number, string>;
  /** Built from these layers and the holidays below; centers with the same hours share one. */
  built: Map<string, WorkingCalendar>;
  holidays: ReadonlyMap<number, DayException> | null;
}

/** When centers are at work: their own sessions, else their province's, else those of all centers, else office hours. */
@Injectable()
export class Calendars {
  private readonly fresh = new FreshValue(() => this.read());

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly work: UnitOfWork,
    private readonly holidays: Holidays,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** The calendar of a center, holidays and all; null: of all centers, for what is of none. */
  of(centerId: number | null): Promise<WorkingCalendar> {
    return this.ofPlace(centerId === null ? 'all' : { center: centerId });
  }

  /** The calendar of the centers that go by the hours of `place`. */
  async ofPlace(place: CalendarPlace): Promise<WorkingCalendar> {
    const stored = await this.fresh.get(this.clock.now());
    const exceptions = await this.holidays.exceptions();
    if (stored.holidays !== exceptions) {
      stored.holidays = exceptions;
      stored.built.clear();
    }
    const keys = keysOf(stored, place).filter((key) => stored.layers.has(key));
    const name = keys.join(' ');
    let calendar = stored.built.get(name);
    if (!calendar) {
      const layers = [...keys.map((key) => stored.layers.get(key)!), OFFICE_HOURS];
      stored.built.set(name, (calendar = { layers, exceptions }));
    }
    return calendar;
  }

  /** The sessions that a place goes by, and whose they are. */
  async inUse(place: CalendarPlace): Promise<{ sessions: Layer; source: CalendarSource }> {
    const stored = await this.fresh.get(this.clock.now());
    for (const key of keysOf(stored, place)) {
      const sessions = stored.layers.get(key);
      if (sessions) return { sessions, source: sourceOf(key) };
    }
    return { sessions: OFFICE_HOURS, source: 'office' };
  }

  /** The sessions that a place has itself; none when it goes by those of others. */
  async own(place: CalendarPlace): Promise<Layer> {
    return (await this.fresh.get(this.clock.now())).layers.get(keyOf(place)) ?? [];
  }

  /** Ids of the centers, and codes of the provinces, that have hours of their own. */
  async placesWithOwn(): Promise<{ centers: ReadonlySet<number>; provinces: ReadonlySet<string> }> {
    const { layers } = await this.fresh.get(this.clock.now());
    const tails = (head: string): string[] =>
      [...layers.keys()].filter((key) => key.startsWith(head)).map((key) => key.slice(head.length));
    return { centers: new Set(tails('center:').map(Number)), provinces: new Set(tails('province:')) };
  }

  /** Puts `sessions` in the place of all that `place` has; none: back to what it shares with others. */
  async replace(
    place: CalendarPlace,
    sessions: readonly WorkingSession[],
    now: number,
    userId: number | null = null,
  ): Promise<void> {
    const centerId = typeof place === 'object' && 'center' in place ? place.center : null;
    const provinceCode = typeof place === 'object' && 'province' in place ? place.province : null;
    await this.work.run(async (tx) => {
      if (centerId !== null) await tx.run('DELETE FROM working_session WHERE center_id = ?', [centerId]);
      else if (provinceCode !== null) {
        await tx.run('DELETE FROM working_session WHERE province_code = ?', [provinceCode]);
      } else await tx.run('DELETE FROM working_session WHERE center_id IS NULL AND province_code IS NULL');
      for (const session of sessions) {
        const { weekday, fromMinute, toMinute, from, until, season } = session;
        const when = { weekday, fromMinute, toMinute, validFrom: from ?? null, validUntil: until ?? null };
        const yearly = { seasonFrom: season?.from ?? null, seasonUntil: season?.until ?? null };
        await tx.insert(WorkingSessionEntity, { centerId, provinceCode, ...when, ...yearly });
      }
      tx.onCommit(() => this.fresh.forget());
      await this.outbox.emit(tx, 'hours.changed', keyOf(place), now);
      const subject = place === 'all' ? 'calendar' : keyOf(place);
      const detail = `${sessions.length} sessions`;
      await this.audit.record(tx, { at: now, userId, action: 'calendar.set', subject, detail });
    });
  }

  private async read(): Promise<Stored> {
    const layers = new Map<string, WorkingSession[]>();
    for (const row of await this.reader.find(WorkingSessionEntity, { order: { id: 'ASC' } })) {
      const key = keyOf(placeOf(row));
      const sessions = layers.get(key) ?? [];
      sessions.push(sessionOf(row));
      layers.set(key, sessions);
    }
    const anyProvince = [...layers.keys()].some((key) => key.startsWith('province:'));
    return {
      layers,
      provinceOf: anyProvince ? await this.provinces() : new Map(),
      built: new Map(),
      holidays: null,
    };
  }

  private async provinces(): Promise<Map<number, string>> {
    const rows = await this.reader.rows<{ id: number; code: string }>(
      'SELECT id, province_code AS "code" FROM center',
    );
    return new Map(rows.map(({ id, code }) => [id, code]));
  }
}

function keyOf(place: CalendarPlace): string {
  if (place === 'all') return 'all';
  return 'center' in place ? `center:${place.center}` : `province:${place.province}`;
}

/** The places whose hours count for this one, nearest first. */
function keysOf({ provinceOf }: Stored, place: CalendarPlace): string[] {
  if (place === 'all') return ['all'];
  const province = 'center' in place ? provinceOf.get(place.center) : undefined;
  return [keyOf(place), ...(province === undefined ? [] : [`province:${province}`]), 'all'];
}

function sourceOf(key: string): CalendarSource {
  return key === 'all' ? 'all' : key.startsWith('center:') ? 'center' : 'province';
}

function placeOf({ centerId, provinceCode }: WorkingSessionEntity): CalendarPlace {
  if (centerId !== null) return { center: centerId };
  return provinceCode === null ? 'all' : { province: provinceCode };
}

function sessionOf(row: WorkingSessionEntity): WorkingSession {
  const { weekday, fromMinute, toMinute, validFrom, validUntil, seasonFrom, seasonUntil } = row;
  return {
    weekday,
    fromMinute,
    toMinute,
    ...(validFrom === null ? {} : { from: validFrom }),
    ...(validUntil === null ? {} : { until: validUntil }),
    ...(seasonFrom === null || seasonUntil === null
      ? {}
      : { season: { from: seasonFrom, until: seasonUntil } }),
  };
}
