import { Injectable } from '@nestjs/common';
import type { Hold } from '../../access/index.js';
import type { MergeRequest } from '../../contracts/api/index.js';
import { isoDate } from '../../platform/civil/index.js';
import type { Transaction } from '../../platform/database/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded } from '../domain/moves.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { mergeTargetEnded, mergeTargetUnknown, mergeWithItself } from '../tickets.refusals.js';
import { Watchers } from '../watchers.service.js';
import { Desk, type Person } from './desk.js';
import { showInWhole } from './moved-entries.js';
import { AWAKE } from './snooze.js';

/** The same as another ticket, which goes on for both. Reopening takes it out again. */
@Injectable()
export class MergeVerb {
  constructor(
    private readonly desk: Desk,
    private readonly tickets: TicketRepository,
    private readonly watchers: Watchers,
  ) {}

  merge(id: number, { version, into }: MergeRequest, person: Person & Hold): Promise<void> {
    return this.desk.act(id, version, person, async (ticket, now, tx) => {
      const target = await this.target(tx, numberOf(into, now), person);
      if (target.id === id) throw mergeWithItself();
      if (hasEnded(target.status)) throw mergeTargetEnded(target.number);
      await this.tellTarget(tx, target, ticket, person, now);
      return {
        values: { mergedInto: target.id, ...AWAKE },
        status: 'duplicate',
        event: {
          kind: 'merged',
          text: word(
            { vi: '{by} đánh dấu trùng với {number}.', en: '{by} marked it a duplicate of {number}.' },
            { by: person.name, number: target.number },
          ),
          answers: true,
        },
        tell: false,
      };
    });
  }

  private async target(tx: Transaction, number: string, hold: Hold): Promise<TicketEntity> {
    const found = await this.tickets.byNumberToChange(tx, number, hold);
    if (!found) throw mergeTargetUnknown(number);
    return found;
  }

  private async tellTarget(
    tx: Transaction,
    target: TicketEntity,
    merged: TicketEntity,
    person: Person,
    now: number,
  ): Promise<void> {
    // Who followed this one is told by the other from now on, and once.
    await tx.run(
      `UPDATE ticket_follower SET ticket_id = ? WHERE ticket_id = ? AND NOT EXISTS (
         SELECT 1 FROM ticket_follower twin WHERE twin.id = ticket_follower.twin_of AND twin.ticket_id = ?)`,
      [target.id, merged.id, target.id],
    );
    await this.watchers.copy(tx, merged.id, target.id);
    // Merging a part into what it was split off takes the split back.
    if (merged.splitFrom === target.id) await showInWhole(tx, merged.id, target.id);
    await this.tickets.change(tx, target, {});
    const text = word(
      {
        vi: '{by} gộp phiếu {number} ({place}) vào đây.',
        en: '{by} merged {number} ({place}) into this one.',
      },
      { by: person.name, number: merged.number, place: merged.place },
    );
    await this.tickets.record(tx, target.id, { kind: 'merged', text, actor: person }, now, false);
  }
}

/** "123" is the 123rd of this year. */
function numberOf(typed: string, now: number): string {
  const year = isoDate(now).slice(0, 4);
  return /^\d+$/.test(typed) ? `PH-${year}-${typed.padStart(6, '0')}` : typed.toUpperCase();
}
