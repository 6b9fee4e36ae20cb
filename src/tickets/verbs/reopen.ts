import { Injectable } from '@nestjs/common';
import type { ReopenRequest } from '../../contracts/api/index.js';
import { hasEnded, statusAtDesk } from '../domain/moves.js';
import { notEnded } from '../tickets.refusals.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { Desk, type Person } from './desk.js';

const WITHOUT_NOTE = { vi: 'Mở lại phiếu.', en: 'Reopened.' };

@Injectable()
export class ReopenVerb {
  constructor(private readonly desk: Desk) {}

  reopen(id: number, { version, note }: ReopenRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, async (ticket, _now, tx) => {
      if (!hasEnded(ticket.status)) throw notEnded();
      // The clerks who had reported it are its own again.
      await tx.run('UPDATE ticket_follower SET ticket_id = ? WHERE origin_id = ?', [id, id]);
      return {
        values: { mergedInto: null },
        status: statusAtDesk(ticket),
        event: { kind: 'reopened', text: note ? typedAtDesk(note) : WITHOUT_NOTE },
        tell: true,
      };
    });
  }
}
