import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
import type { Permission, SearchView } from '../contracts/api/index.js';
import { fold } from '../platform/i18n/index.js';
import { TicketReads } from '../tickets/index.js';
import { bestFirst } from './domain/best-first.js';
import { SearchRepository } from './search.repository.js';

const MOST_OF_EACH = 8;

@Injectable()
export class Search {
  constructor(
    private readonly places: SearchRepository,
    private readonly tickets: TicketReads,
  ) {}

  /** What `asked` names, by letters without marks, among the places of `hold`. Each person finds only what they may open. */
  async find(asked: string, hold: Hold, may: (permission: Permission) => boolean): Promise<SearchView> {
    const folded = fold(asked);
    if (folded === '') return { centers: [], devices: [], tickets: [] };
    const words = folded.split(' ');
    const query = { asked: asked.normalize('NFC').trim(), folded };
    const named = <T extends { name: string }>(found: T[]) =>
      bestFirst(found, query, fold).slice(0, MOST_OF_EACH);
    const tickets = may('tickets.read')
      ? await this.tickets.search(asked, { hold, internal: may('notes.read') }, MOST_OF_EACH)
      : [];
    return {
      centers: named(await this.places.centersWith(words, hold)),
      devices: may('devices.read') ? named(await this.places.devicesWith(words, hold)) : [],
      tickets: tickets.map(({ id, number, title, place }) => ({ id, number, title, place })),
    };
  }
}
