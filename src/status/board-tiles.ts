import { Injectable } from '@nestjs/common';
import type { BoardCenter, PresenceCounts } from '../contracts/api/index.js';
import { Calendars, isWorkingTime } from '../inventory/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { TicketReads } from '../tickets/index.js';
import { type BoardPlace, BoardRepository } from './board.repository.js';
import { type CenterFacts, centerRank, centerTone } from './domain/tones.js';

/** Centers per read. SQLite reads on this thread: a slice takes a few ms, and others get their turn in between. */
const CENTERS_PER_READ = 200;

/** What the open tickets say of centers; one read for all tiles. */
interface TicketFacts {
  byCenter: ReadonlyMap<number, { open: number; worst: CenterFacts['worstTicket'] }>;
  systemFaults: ReadonlyMap<number, 'widespread' | 'handled'>;
}

@Injectable()
export class BoardTiles {
  constructor(
    private readonly board: BoardRepository,
    private readonly tickets: TicketReads,
    private readonly calendars: Calendars,
  ) {}

  /** One tile per place, in the order given; `places` are sorted by id. */
  async of(places: readonly BoardPlace[], now: number): Promise<BoardCenter[]> {
    const tickets = await this.ticketFacts();
    const tiles: BoardCenter[] = [];
    for (let from = 0; from < places.length; from += CENTERS_PER_READ) {
      const slice = places.slice(from, from + CENTERS_PER_READ);
      const counts = await this.countsOf(slice);
      for (const place of slice) tiles.push(await this.tileOf(place, counts.get(place.id), tickets, now));
      await nextTurn();
    }
    return tiles;
  }

  private async tileOf(
    place: BoardPlace,
    counted: PresenceCounts | undefined,
    tickets: TicketFacts,
    now: number,
  ): Promise<BoardCenter> {
    const { id, name, communeCode, folded, expectedDevices: expected } = place;
    const own = tickets.byCenter.get(id);
    const facts: CenterFacts = {
      devices: { ...(counted ?? noDevices()), expected },
      openTickets: own?.open ?? 0,
      worstTicket: own?.worst ?? null,
      systemFault: tickets.systemFaults.get(id) ?? null,
      atWork: isWorkingTime(await this.calendars.of(id), now),
    };
    const tone = centerTone(facts);
    const { devices, openTickets } = facts;
    return { id, name, communeCode, folded, tone, rank: centerRank(tone, facts), devices, openTickets };
  }

  private async countsOf(slice: readonly BoardPlace[]): Promise<Map<number, PresenceCounts>> {
    const counts = new Map<number, PresenceCounts>();
    for (const group of await this.board.presenceOf(slice[0]!.id, slice.at(-1)!.id)) {
      const center = counts.get(group.centerId) ?? noDevices();
      center[group.presence] += group.devices;
      counts.set(group.centerId, center);
    }
    return counts;
  }

  private async ticketFacts(): Promise<TicketFacts> {
    const byCenter = new Map((await this.tickets.openByCenter()).map((center) => [center.centerId, center]));
    const systemFaults = new Map<number, 'widespread' | 'handled'>();
    for (const { centerId, ticketStatus } of await this.board.systemFaults()) {
      if (ticketStatus === 'new' || !systemFaults.has(centerId)) {
        systemFaults.set(centerId, ticketStatus === 'new' ? 'widespread' : 'handled');
      }
    }
    return { byCenter, systemFaults };
  }
}

function noDevices(): PresenceCounts {
  return { online: 0, silent: 0, off: 0, stopped: 0, never: 0, expected: null };
}
