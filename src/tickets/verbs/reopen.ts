import { Injectable } from '@nestjs/common';
import type { ReopenRequest } from '../../contracts/api/index.js';
import { verbatim } from '../../platform/i18n/index.js';
import { notResolved } from '../tickets.refusals.js';
import { Desk, type Person } from './desk.js';

const WITHOUT_NOTE = { vi: 'Mở lại phiếu.', en: 'Reopened.' };

@Injectable()
export class ReopenVerb {
  constructor(private readonly desk: Desk) {}

  reopen(id: number, { version, note }: ReopenRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket) => {
      if (ticket.status !== 'resolved') throw notResolved();
      const status = ticket.assigneeId === null ? 'new' : 'in_progress';
      return {
        values: { status, resolvedAt: null, resolvedBySystem: 0 },
        event: { kind: 'reopened', text: note ? verbatim(note) : WITHOUT_NOTE },
        tell: true,
      };
    });
  }
}
