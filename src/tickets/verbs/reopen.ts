import { Injectable } from '@nestjs/common';
import type { ReopenRequest } from '../../contracts/api/index.js';
import type { Transaction } from '../../platform/database/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded, statusAtDesk } from '../domain/moves.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { notEnded } from '../tickets.refusals.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { Desk, type Person } from './desk.js';
import { showInPart } from './moved-entries.js';

const WITHOUT_NOTE = { vi: 'Mở lại phiếu.', en: 'Reopened.' };

@Injectable()
export class ReopenVerb {
  constructor(
    private readonly desk: Desk,
    private readonly tickets: TicketRepository,
  ) {}

  reopen(id: number, { version, note }: ReopenRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, async (ticket, now, tx) => {
      if (!hasEnded(ticket.status)) throw notEnded();
      // The clerks who had reported it are its own again.
      await tx.run('UPDATE ticket_follower SET ticket_id = ? WHERE origin_id = ?', [id, id]);
      if (ticket.mergedInto !== null && ticket.mergedInto === ticket.splitFrom)
        await this.splitAgain(tx, ticket, ticket.splitFrom, person, now);
      return {
        values: { mergedInto: null },
        status: statusAtDesk(ticket),
        event: { kind: 'reopened', text: note ? typedAtDesk(note) : WITHOUT_NOTE },
        tell: true,
      };
    });
  }

  /** It had been merged back into what it was split off. */
  private async splitAgain(
    tx: Transaction,
    { id, number }: TicketEntity,
    from: number,
    person: Person,
    now: number,
  ): Promise<void> {
    const whole = (await this.tickets.byId(tx, from))!;
    await showInPart(tx, id, from);
    await this.tickets.change(tx, whole, {});
    const text = word(
      { vi: '{by} lại tách phiếu {number} ra.', en: '{by} split {number} off again.' },
      { by: person.name, number },
    );
    await this.tickets.record(tx, from, { kind: 'split', text, actor: person }, now, false);
  }
}
