import { Injectable } from '@nestjs/common';
import type { ResolveRequest } from '../../contracts/api/index.js';
import { verbatim } from '../../platform/i18n/index.js';
import { alreadyResolved } from '../tickets.refusals.js';
import { Desk, type Person } from './desk.js';
import { AWAKE } from './snooze.js';

const WITHOUT_NOTE = { vi: 'Đã xử lý.', en: 'Resolved.' };

@Injectable()
export class ResolveVerb {
  constructor(private readonly desk: Desk) {}

  resolve(id: number, { version, note }: ResolveRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket, now) => {
      if (ticket.status === 'resolved') throw alreadyResolved();
      return {
        values: { status: 'resolved', resolvedAt: now, resolvedBySystem: 0, ...AWAKE },
        event: { kind: 'resolved', text: note ? verbatim(note) : WITHOUT_NOTE },
        tell: true,
      };
    });
  }
}
