import { Injectable } from '@nestjs/common';
import type { SnoozeRequest } from '../../contracts/api/index.js';
import { DAY_MS, displayDate, displayTime } from '../../platform/civil/index.js';
import { inSlices, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded } from '../domain/moves.js';
import { SlaClocks } from '../sla-clock.service.js';
import { TicketRepository } from '../ticket.repository.js';
import { alreadyEnded, snoozeInvalid } from '../tickets.refusals.js';
import { Desk, type Person } from './desk.js';

const MOST_DAYS = 30;
const AT_ONCE = 50;
export const AWAKE = { snoozedUntil: null, snoozedBy: null } as const;

/** Puts a ticket off until a time: out of the default list and silent until then, or until it gets worse. */
@Injectable()
export class SnoozeVerb {
  constructor(private readonly desk: Desk) {}

  snooze(id: number, { version, until }: SnoozeRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket, now) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      const by = { by: person.name };
      if (until === null) {
        const text = word({ vi: '{by} bỏ hoãn phiếu.', en: '{by} woke the ticket.' }, by);
        return { values: AWAKE, event: { kind: 'woken', text }, tell: false, idle: true };
      }
      if (until <= now || until > now + MOST_DAYS * DAY_MS) throw snoozeInvalid(MOST_DAYS);
      const text = word(
        {
          vi: '{by} hoãn phiếu đến {time} ngày {date}.',
          en: '{by} snoozed the ticket until {time} on {date}.',
        },
        { ...by, time: displayTime(until), date: displayDate(until) },
      );
      const values = { snoozedUntil: until, snoozedBy: person.name };
      return { values, event: { kind: 'snoozed', text }, tell: false, idle: true };
    });
  }
}

/** Wakes tickets whose time has come, and tells that they are back. */
@Injectable()
export class Alarm {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly sla: SlaClocks,
    private readonly work: UnitOfWork,
  ) {}

  wakeDue(now: number): Promise<void> {
    return inSlices(this.work, AT_ONCE, (tx) => this.wakeSome(tx, now));
  }

  private async wakeSome(tx: Transaction, now: number): Promise<number> {
    const due = await tx.rows<{ id: number }>(
      `UPDATE ticket SET snoozed_until = NULL, snoozed_by = NULL, version = version + 1 WHERE id IN (
         SELECT id FROM ticket WHERE snoozed_until <= ? ORDER BY snoozed_until LIMIT ${AT_ONCE}${tx.skipLocked})
       RETURNING id`,
      [now],
    );
    const text = {
      vi: 'Hết thời gian hoãn, phiếu trở lại danh sách.',
      en: 'The snooze is over; the ticket is back in the list.',
    };
    for (const { id } of due) {
      await this.tickets.record(tx, id, { kind: 'woken', text, actor: null }, now, true);
      await this.sla.keep(tx, id, now);
    }
    return due.length;
  }
}
