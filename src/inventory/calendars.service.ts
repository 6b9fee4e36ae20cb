import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { OFFICE_HOURS, type WorkingSession } from './domain/working-calendar.js';
import { WorkingSessionEntity } from './entities/working-session.entity.js';
import { FreshValue } from './fresh-value.js';

/** When centers are at work: their own sessions, else those of all centers, else office hours. */
@Injectable()
export class Calendars {
  private readonly fresh = new FreshValue(() => this.read());

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  async sessionsOf(centerId: number): Promise<readonly WorkingSession[]> {
    return (await this.inUse(centerId)).sessions;
  }

  /** The sessions of a center, or those that centers without their own share, and where they come from. */
  async inUse(centerId: number | null): Promise<{
    sessions: readonly WorkingSession[];
    source: 'center' | 'all' | 'office';
  }> {
    const byCenter = await this.fresh.get(this.clock.now());
    const own = centerId === null ? undefined : byCenter.get(centerId);
    if (own) return { sessions: own, source: 'center' };
    const shared = byCenter.get(null);
    return shared ? { sessions: shared, source: 'all' } : { sessions: OFFICE_HOURS, source: 'office' };
  }

  /** Puts `sessions` in the place of those of the center, or of all centers without their own; none: back to the shared. */
  async replace(centerId: number | null, sessions: readonly WorkingSession[], now: number): Promise<void> {
    await this.work.run(async (tx) => {
      if (centerId === null) await tx.run('DELETE FROM working_session WHERE center_id IS NULL');
      else await tx.run('DELETE FROM working_session WHERE center_id = ?', [centerId]);
      for (const session of sessions) await tx.insert(WorkingSessionEntity, { centerId, ...session });
      tx.onCommit(() => this.fresh.forget());
      const subject = centerId === null ? 'calendar' : `center:${centerId}`;
      const detail = `${sessions.length} sessions`;
      await this.audit.record(tx, { at: now, userId: null, action: 'calendar.set', subject, detail });
    });
  }

  private async read(): Promise<ReadonlyMap<number | null, readonly WorkingSession[]>> {
    const byCenter = new Map<number | null, WorkingSession[]>();
    for (const session of await this.reader.find(WorkingSessionEntity)) {
      const { centerId, weekday, fromMinute, toMinute } = session;
      const sessions = byCenter.get(centerId) ?? [];
      sessions.push({ weekday, fromMinute, toMinute });
      byCenter.set(centerId, sessions);
    }
    return byCenter;
  }
}
