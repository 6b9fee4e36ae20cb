import { Injectable } from '@nestjs/common';
import type { BoardCenter, PresenceCounts } from '../contracts/api/index.js';
import { Calendars, isWorkingTime } from '../inventory/index.js';
import { type BoardPlace, BoardRepository } from './board.repository.js';
import { BoardTickets, type TicketFacts } from './board-tickets.js';
import { type CenterFacts, centerRank, centerTone } from './domain/tones.js';

/** What the PCs of a center say of it; `unheard`: nobody can know just now, the server has lost its line. */
export interface Counted {
  counts: PresenceCounts | undefined;
  unheard: boolean;
}

@Injectable()
export class BoardTiles {
  constructor(
    private readonly board: BoardRepository,
    private readonly tickets: BoardTickets,
    private readonly calendars: Calendars,
  ) {}

  /** The tile of one center, everything read anew. */
  async ofOne(place: BoardPlace, now: number): Promise<BoardCenter> {
    const [counts, unheard] = [await this.countsOf([place.id]), await this.board.unheard([place.id])];
    const counted = { counts: counts.get(place.id), unheard: unheard.has(place.id) };
    return this.of(place, counted, await this.tickets.read(), now);
  }

  async of(
    place: BoardPlace,
    { counts, unheard }: Counted,
    tickets: TicketFacts,
    now: number,
  ): Promise<BoardCenter> {
    const { id, name, communeCode, folded, expectedDevices: expected } = place;
    const own = tickets.byCenter.get(id);
    const facts: CenterFacts = {
      devices: { ...(counts ?? noDevices()), expected },
      unheard,
      openTickets: own?.open ?? 0,
      worstTicket: own?.worst ?? null,
      systemFault: tickets.systemFaults.get(id) ?? null,
      atWork: isWorkingTime(await this.calendars.of(id), now),
    };
    const tone = centerTone(facts);
    const { devices, openTickets } = facts;
    return { id, name, communeCode, folded, tone, rank: centerRank(tone, facts), devices, openTickets };
  }

  unheard(centerIds: readonly number[]): Promise<Set<number>> {
    return this.board.unheard(centerIds);
  }

  /** Presence of the PCs of these centers; none for a center without a PC. */
  async countsOf(centerIds: readonly number[]): Promise<Map<number, PresenceCounts>> {
    const counts = new Map<number, PresenceCounts>();
    for (const group of await this.board.presenceOf(centerIds)) {
      const center = counts.get(group.centerId) ?? noDevices();
      center[group.presence] += group.devices;
      counts.set(group.centerId, center);
    }
    return counts;
  }
}

function noDevices(): PresenceCounts {
  return { online: 0, silent: 0, off: 0, stopped: 0, never: 0, expected: null };
}
