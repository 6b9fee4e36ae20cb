import { Injectable } from '@nestjs/common';
import type { NoticeChoices, TicketPriority } from '../contracts/api/index.js';
import { PolicyService } from '../inventory/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { DEFAULT_PREFERENCE, type Preference } from './domain/choices.js';
import type { QuietHours } from './domain/quiet-hours.js';
import { NoticePreferenceEntity } from './entities/notice-preference.entity.js';

/** What people chose to be told of, and when they are left in peace. */
@Injectable()
export class Preferences {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly policies: PolicyService,
  ) {}

  /** Of everybody who chose something, by account. */
  async all(from: Transaction | Reader): Promise<ReadonlyMap<number, Preference>> {
    const rows = await from.rows<NoticePreferenceEntity>(
      `SELECT user_id AS "userId", mail, browser, zalo, quiet, quiet_from AS "quietFrom", quiet_to AS "quietTo"
       FROM notice_preference`,
    );
    return new Map(rows.map(({ userId, ...preference }) => [userId, preference]));
  }

  async of(userId: number): Promise<Preference> {
    const row = await this.reader.findOne(NoticePreferenceEntity, { where: { userId } });
    if (!row) return DEFAULT_PREFERENCE;
    const { userId: _, ...preference } = row;
    return preference;
  }

  async keep(userId: number, preference: Preference): Promise<void> {
    const { mail, browser, zalo, quiet, quietFrom, quietTo } = preference;
    await this.work.run((tx) =>
      tx.run(
        `INSERT INTO notice_preference (user_id, mail, browser, zalo, quiet, quiet_from, quiet_to)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (user_id) DO UPDATE SET mail = excluded.mail, browser = excluded.browser, zalo = excluded.zalo,
           quiet = excluded.quiet, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`,
        [userId, mail, browser, zalo, quiet, quietFrom, quietTo],
      ),
    );
  }

  /** Do the steps of an escalation wake people for this priority? */
  async wakes(priority: TicketPriority): Promise<boolean> {
    const { policy } = await this.policies.current();
    return policy['escalation.aroundTheClock'].includes(priority);
  }

  async office(): Promise<QuietHours> {
    const { policy } = await this.policies.current();
    return { from: policy['notices.quietFrom'], to: policy['notices.quietTo'] };
  }
}

export function preferenceOf({ quiet, ...channels }: NoticeChoices): Preference {
  return { ...channels, quiet: quiet.choice, quietFrom: quiet.from, quietTo: quiet.to };
}
