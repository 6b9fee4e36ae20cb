import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { BoardCenter, PresenceCounts } from '../contracts/api/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { type Change, ChangeFeed } from '../platform/signals/index.js';
import { type BoardPlace, BoardRepository } from './board.repository.js';
import { BoardTickets, NO_TICKETS, type TicketFacts } from './board-tickets.js';
import { BoardTiles } from './board-tiles.js';

/** Centers per read. SQLite reads on this thread: a slice takes a few ms, and others get their turn in between. */
const CENTERS_PER_READ = 100;
/** Up to so many centers are read anew at each look; of more, what this process heard of and what is old. */
const READ_WHOLE_UP_TO = 400;
/** What another process changed is known after so long. */
const KEPT_MS = 30_000;
/** Slices of an unchanged nation that one look reads anew. */
const OLD_SLICES_PER_LOOK = 6;
const DEVICES_PER_READ = 500;
/** More changes than that are not looked up one by one. */
const MOST_CHANGES = 5_000;
/** Reading an open ticket takes some 2.5 us; the list of a disaster's thousands is read less often, for 5 % of the time. */
const REST_PER_TICKET_MS = 0.05;

interface Tile {
  place: BoardPlace;
  counts: PresenceCounts | undefined;
  unheard: boolean;
  center: BoardCenter | null;
  readAt: number;
}

/** What the boards show, kept in memory: a tile for each center, brought up to date by what changed. */
@Injectable()
export class BoardModel implements OnModuleDestroy {
  tickets: TicketFacts = NO_TICKETS;
  private tiles = new Map<number, Tile>();
  private byProvince = new Map<string, BoardCenter[]>();
  private placesReadAt = -Infinity;
  private ticketsReadAt = -Infinity;
  private readonly changedDevices = new Set<number>();
  private readonly changedCenters = new Set<number>();
  private ticketsChanged = true;
  private everythingChanged = false;
  private readonly stop: () => void;

  constructor(
    private readonly board: BoardRepository,
    private readonly maker: BoardTiles,
    private readonly marks: BoardTickets,
    feed: ChangeFeed,
  ) {
    const changes = feed.changes.subscribe((change) => this.hear(change));
    this.stop = () => changes.unsubscribe();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** Centers of a province, worst first. The array is another one when any of them has changed. */
  centersOf(provinceCode: string): readonly BoardCenter[] {
    return this.byProvince.get(provinceCode) ?? [];
  }

  provinceOf(centerId: number): string | undefined {
    return this.tiles.get(centerId)?.place.provinceCode;
  }

  /** Everything that may have changed is looked at; tiles that say the same as before stay the same objects. */
  async refresh(now: number): Promise<void> {
    await this.readPlaces(now);
    const formerTickets = this.tickets;
    await this.readTickets(now);
    const due = await this.takeDue(now);
    for (let from = 0; from < due.length; from += CENTERS_PER_READ) {
      const slice = due.slice(from, from + CENTERS_PER_READ);
      const ids = slice.map(({ place }) => place.id);
      const [counts, unheard] = [await this.maker.countsOf(ids), await this.maker.unheard(ids)];
      for (const tile of slice) {
        const { id } = tile.place;
        Object.assign(tile, { counts: counts.get(id), unheard: unheard.has(id), readAt: now });
      }
      await nextTurn();
    }
    await this.make([...due, ...this.differing(formerTickets)], now);
  }

  private hear({ kind, id }: Change): void {
    if (kind === 'ticket') this.ticketsChanged = true;
    else if (kind === 'center') this.changedCenters.add(id);
    else if (kind === 'server') this.everythingChanged = true;
    else if (kind === 'device' && this.changedDevices.size <= MOST_CHANGES) this.changedDevices.add(id);
  }

  private get small(): boolean {
    return this.tiles.size <= READ_WHOLE_UP_TO;
  }

  private async readPlaces(now: number): Promise<void> {
    if (!this.small && now - this.placesReadAt < KEPT_MS) return;
    const tiles = new Map<number, Tile>();
    for (const place of await this.board.centers()) {
      const known = this.tiles.get(place.id);
      tiles.set(place.id, {
        ...(known ?? { counts: undefined, unheard: false, center: null, readAt: -Infinity }),
        place: known && isDeepStrictEqual(known.place, place) ? known.place : place,
      });
    }
    this.tiles = tiles;
    this.placesReadAt = now;
  }

  private async readTickets(now: number): Promise<void> {
    const since = now - this.ticketsReadAt;
    const due =
      this.small || (this.ticketsChanged && since >= this.tickets.marks.length * REST_PER_TICKET_MS);
    if (!due && since < KEPT_MS) return;
    this.ticketsChanged = false;
    this.tickets = await this.marks.read();
    this.ticketsReadAt = now;
  }

  /** The tiles whose PCs must be counted anew. */
  private async takeDue(now: number): Promise<Tile[]> {
    const devices = [...this.changedDevices];
    const centers = new Set(this.changedCenters);
    this.changedDevices.clear();
    this.changedCenters.clear();
    const everything = this.everythingChanged;
    this.everythingChanged = false;
    const all = [...this.tiles.values()];
    if (this.small || everything || devices.length > MOST_CHANGES) return all;
    for (let from = 0; from < devices.length; from += DEVICES_PER_READ) {
      const slice = devices.slice(from, from + DEVICES_PER_READ);
      for (const id of await this.board.centersWithDevices(slice)) centers.add(id);
      await nextTurn();
    }
    const never = all.filter(({ readAt }) => readAt === -Infinity);
    const old = all
      .filter(
        ({ readAt, place }) => now - readAt >= KEPT_MS && readAt !== -Infinity && !centers.has(place.id),
      )
      .slice(0, OLD_SLICES_PER_LOOK * CENTERS_PER_READ);
    return [
      ...never,
      ...old,
      ...all.filter(({ place, readAt }) => readAt !== -Infinity && centers.has(place.id)),
    ];
  }

  /** Tiles whose open tickets are not what they were. */
  private differing(former: TicketFacts): Tile[] {
    if (former === this.tickets) return [];
    const ids = new Set([
      ...[former, this.tickets].flatMap(({ byCenter, systemFaults }) => [
        ...byCenter.keys(),
        ...systemFaults.keys(),
      ]),
    ]);
    return [...ids].flatMap((id) => {
      const tile = this.tiles.get(id);
      const same =
        isDeepStrictEqual(former.byCenter.get(id), this.tickets.byCenter.get(id)) &&
        former.systemFaults.get(id) === this.tickets.systemFaults.get(id);
      return tile && !same ? [tile] : [];
    });
  }

  private async make(tiles: readonly Tile[], now: number): Promise<void> {
    const touched = new Set<string>();
    let made = 0;
    for (const tile of new Set(tiles)) {
      const center = await this.maker.of(tile.place, tile, this.tickets, now);
      if (!isDeepStrictEqual(center, tile.center)) {
        tile.center = center;
        touched.add(tile.place.provinceCode);
      }
      if (++made % CENTERS_PER_READ === 0) await nextTurn();
    }
    if (touched.size > 0) this.arrange(touched);
  }

  private arrange(provinces: ReadonlySet<string>): void {
    const arranged = new Map([...provinces].map((code): [string, BoardCenter[]] => [code, []]));
    for (const { place, center } of this.tiles.values()) {
      if (center) arranged.get(place.provinceCode)?.push(center);
    }
    for (const [code, centers] of arranged) {
      this.byProvince.set(
        code,
        centers.sort((a, b) => a.rank - b.rank || a.id - b.id),
      );
    }
  }
}
