import { Injectable } from '@nestjs/common';
import type { GuideQuestion, GuideSuggestions } from '../../contracts/api/index.js';
import { Reader } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { TicketRepository } from '../ticket.repository.js';
import { TicketSubjects } from '../ticket-subjects.service.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { bestGuides } from './domain/rank.js';
import { GuideShelf, linkOf, type ShelvedGuide } from './guide-shelf.js';

/** More would be a list to search instead of an answer. */
const MOST = 3;
/** Of what was written, the beginning says what it is about. */
const TEXT = 1000;

/** Which guides fit what somebody types, or what a ticket is about. */
@Injectable()
export class GuideSuggester {
  constructor(
    private readonly shelf: GuideShelf,
    private readonly tickets: TicketRepository,
    private readonly subjects: TicketSubjects,
    private readonly reader: Reader,
  ) {}

  async for({ text = '', category, programs = [] }: Partial<GuideQuestion>): Promise<GuideSuggestions> {
    const published = (await this.shelf.all()).filter(({ state }) => state === 'published');
    published.sort(likelierFirst);
    const best = bestGuides(
      published,
      { text: fold(text).slice(0, TEXT), category: category ?? null, programs },
      MOST,
    );
    return { rows: best.map(linkOf) };
  }

  async forTicket(ticket: TicketEntity): Promise<GuideSuggestions> {
    const { category, program } = await this.subjects.of(ticket);
    const said = (await this.tickets.eventsOf(this.reader, ticket.id)).find(({ kind }) => kind === 'clerk');
    const text = `${ticket.titleVi} ${said?.textVi ?? ''}`;
    return this.for({ text, category: category ?? undefined, programs: program === null ? [] : [program] });
  }
}

/** Of those that fit as well as each other: what helped most; then what is about a program, and so about a fault, before papers. */
function likelierFirst(one: ShelvedGuide, other: ShelvedGuide): number {
  const helped = other.yes - other.no - (one.yes - one.no);
  return helped || Number(other.program !== null) - Number(one.program !== null);
}
