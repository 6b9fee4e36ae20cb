import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { type Clause, queryOf, type SearchScope } from '../domain/search-terms.js';
import { TICKET_INDEX } from './ticket-index.js';

/** There is one of a number in a year. */
const YEARS = 50;

/** Tickets by what is written in them, within what somebody may see. */
@Injectable()
export class TicketSearch {
  constructor(private readonly reader: Reader) {}

  /**
   * Ids of the newest `most` tickets that hold every word, with or without its marks. Among them those of the number that was
   * typed come first, then those with the very marks that were typed; each the newest first.
   */
  async find(asked: string, scope: SearchScope, most: number): Promise<number[]> {
    const query = queryOf(asked, scope, fold);
    if (!query) return [];
    const found = await this.newest(query.folded, most);
    const numbered = query.numbered ? await this.newest(query.numbered, YEARS) : [];
    const marked = query.exact && found.length > 0 ? await this.newest(query.exact, most, found) : [];
    return [...new Set([...numbered, ...marked, ...found])].slice(0, most);
  }

  private newest(clauses: readonly Clause[], limit: number, among?: readonly number[]): Promise<number[]> {
    return this.reader.newestWith(TICKET_INDEX, { clauses, limit, among });
  }
}
