import { Injectable, Logger } from '@nestjs/common';
import { civilDay } from '../platform/civil/index.js';
import { Holidays } from './holidays.service.js';

export const REMINDER_PERIOD_MS = 60_000;

/** From November on the log says once a day that nobody has confirmed the coming year's holidays. */
@Injectable()
export class CalendarReminder {
  private readonly logger = new Logger('Calendar');
  /** A restart may say it a second time that day. */
  private saidOn: number | null = null;

  constructor(private readonly holidays: Holidays) {}

  async remind(now: number): Promise<void> {
    const today = civilDay(now);
    if (this.saidOn === today) return;
    const year = await this.holidays.unsettledYear(now);
    this.saidOn = today;
    if (year === null) return;
    this.logger.warn(
      `holidays of ${year} are computed from the law and not confirmed: npx trucban calendar import FILE, or confirm ${year}`,
    );
  }
}
