import { Injectable } from '@nestjs/common';
import { type OpenMark, TicketReads } from '../tickets/index.js';
import { BoardRepository } from './board.repository.js';
import { type CenterFacts, worstTone } from './domain/tones.js';

/** What the open tickets say of centers. */
export interface TicketFacts {
  /** Worst first. */
  marks: readonly OpenMark[];
  byCenter: ReadonlyMap<number, { open: number; worst: CenterFacts['worstTicket'] }>;
  systemFaults: ReadonlyMap<number, 'widespread' | 'handled'>;
}

export const NO_TICKETS: TicketFacts = { marks: [], byCenter: new Map(), systemFaults: new Map() };

@Injectable()
export class BoardTickets {
  constructor(
    private readonly board: BoardRepository,
    private readonly tickets: TicketReads,
  ) {}

  async read(): Promise<TicketFacts> {
    const marks = await this.tickets.openMarks();
    const byCenter = new Map<number, { open: number; worst: CenterFacts['worstTicket'] }>();
    for (const { centerId, tone } of marks) {
      if (centerId === null) continue;
      const known = byCenter.get(centerId);
      const worst = worstTone(known?.worst ? [known.worst, tone] : [tone], tone);
      byCenter.set(centerId, { open: (known?.open ?? 0) + 1, worst });
    }
    const anySystem = marks.some(({ centerId }) => centerId === null);
    return { marks, byCenter, systemFaults: anySystem ? await this.systemFaults() : new Map() };
  }

  private async systemFaults(): Promise<TicketFacts['systemFaults']> {
    const faults = new Map<number, 'widespread' | 'handled'>();
    for (const { centerId, ticketStatus } of await this.board.systemFaults()) {
      if (ticketStatus === 'new' || !faults.has(centerId)) {
        faults.set(centerId, ticketStatus === 'new' ? 'widespread' : 'handled');
      }
    }
    return faults;
  }
}
