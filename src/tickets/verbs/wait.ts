import { Injectable } from '@nestjs/common';
import type { HandOverRequest, ResumeRequest } from '../../contracts/api/index.js';
import { isWaiting, statusAtDesk } from '../domain/moves.js';
import { notWaiting } from '../tickets.refusals.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { Desk, type Person } from './desk.js';

const GOES_ON = { vi: 'Không chờ nữa, tiếp tục xử lý.', en: 'No more waiting; work goes on.' };

/** The work waits for the vendor of the system, or for nobody any more; its time stands still meanwhile. */
@Injectable()
export class WaitVerb {
  constructor(private readonly desk: Desk) {}

  handOver(id: number, { version, note }: HandOverRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, () => ({
      values: {},
      event: { kind: 'handed_over', text: typedAtDesk(note), answers: true },
      status: 'waiting_vendor',
      tell: false,
    }));
  }

  resume(id: number, { version, note }: ResumeRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket) => {
      if (!isWaiting(ticket.status)) throw notWaiting();
      return {
        values: {},
        event: { kind: 'resumed', text: note ? typedAtDesk(note) : GOES_ON },
        status: statusAtDesk(ticket),
        tell: false,
      };
    });
  }
}
