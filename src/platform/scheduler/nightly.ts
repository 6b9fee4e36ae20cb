import { Injectable } from '@nestjs/common';
import { civilDay, DAY_MS, MINUTE_MS, startOfCivilDay } from '../civil/index.js';
import { UnitOfWork } from '../database/index.js';
import { Scheduler } from './scheduler.js';

/** The quietest hour: no center is at work, and the clocks of the day before have all stopped. */
const NIGHT_MINUTE = 60;
const LOOK_PERIOD_MS = 60_000;
/** Farther ahead than any night: the clock has been set back since. */
const TOO_FAR_MS = 2 * DAY_MS;
/** A clock that leapt, or a server that was away for long. */
const LEAP_MS = 3 * DAY_MS;

/** `ranAt`: when it began last; null: never before. */
export type NightlyRun = (now: number, ranAt: number | null) => Promise<void>;

/**
 * Work that is done once a night, whatever was restarted meanwhile and however many processes share the database: its
 * deadline is a row, and whoever moves it on does the work. Work that was never done is due at once, and so is a night that
 * was missed. A process that dies in the middle leaves the rest for the next night.
 */
@Injectable()
export class Nightly {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly work: UnitOfWork,
  ) {}

  every(name: string, run: NightlyRun): void {
    let notBefore = 0;
    this.scheduler.every(name, LOOK_PERIOD_MS, async (now) => {
      if (now < notBefore && notBefore <= now + TOO_FAR_MS) return;
      const claim = await this.claim(name, now);
      notBefore = claim.dueAt;
      if (claim.mine) await run(now, claim.ranAt);
    });
  }

  /**
   * Work that cannot be taken back because it deletes what is old. Whoever sees a night long after the last one may have a
   * wrong clock: then nothing is deleted, and the next night will show.
   */
  forgetting(name: string, run: (now: number) => Promise<void>): void {
    this.every(name, async (now, ranAt) => {
      if (ranAt !== null && now - ranAt <= LEAP_MS) await run(now);
    });
  }

  private claim(name: string, now: number): Promise<{ mine: boolean; dueAt: number; ranAt: number | null }> {
    const next = nextNight(now);
    return this.work.run(async (tx) => {
      const stored = await tx.row<{ dueAt: number; ranAt: number | null }>(
        'SELECT due_at AS "dueAt", ran_at AS "ranAt" FROM nightly_work WHERE name = ?',
        [name],
      );
      if (stored && stored.dueAt > now && stored.dueAt <= now + TOO_FAR_MS) return { mine: false, ...stored };
      const changed = stored
        ? await tx.run('UPDATE nightly_work SET due_at = ?, ran_at = ? WHERE name = ? AND due_at = ?', [
            next,
            now,
            name,
            stored.dueAt,
          ])
        : await tx.run(
            'INSERT INTO nightly_work (name, due_at, ran_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING',
            [name, next, now],
          );
      return { mine: changed === 1, dueAt: next, ranAt: stored?.ranAt ?? null };
    });
  }
}

/** The next time after `now` at which a night's work begins. */
function nextNight(now: number): number {
  const today = startOfCivilDay(civilDay(now)) + NIGHT_MINUTE * MINUTE_MS;
  return today > now ? today : today + DAY_MS;
}
