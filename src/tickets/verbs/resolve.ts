import { Injectable } from '@nestjs/common';
import type { ResolveRequest } from '../../contracts/api/index.js';
import { hasEnded } from '../domain/moves.js';
import { alreadyEnded } from '../tickets.refusals.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { Desk, type Person } from './desk.js';
import { AWAKE } from './snooze.js';

const WITHOUT_NOTE = { vi: 'Đã xử lý.', en: 'Resolved.' };

@Injectable()
export class ResolveVerb {
  constructor(private readonly desk: Desk) {}

  resolve(id: number, { version, note }: ResolveRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      return {
        values: AWAKE,
        status: 'resolved',
        event: { kind: 'resolved', text: note ? typedAtDesk(note) : WITHOUT_NOTE, answers: true },
        tell: true,
      };
    });
  }
}
