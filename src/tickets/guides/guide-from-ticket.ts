import { Injectable } from '@nestjs/common';
import type { GuideForm } from '../../contracts/api/index.js';
import { maskPersonalNumbers } from '../../contracts/text/index.js';
import { Programs } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import { word } from '../../platform/i18n/index.js';
import type { TicketEventEntity } from '../entities/ticket-event.entity.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { TicketSubjects } from '../ticket-subjects.service.js';
import { notResolved } from './guides.refusals.js';
import { DRAFT_BODY } from './wording/draft.js';

/** What was done for one clerk, as the beginning of a guide for all. */
@Injectable()
export class GuideFromTicket {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly subjects: TicketSubjects,
    private readonly programs: Programs,
    private readonly reader: Reader,
  ) {}

  /** Numbers of citizens and of telephones are made unreadable: everybody reads guides. @throws Refusal TICKET_NOT_RESOLVED_YET */
  async draft(ticket: TicketEntity): Promise<NonNullable<GuideForm['draft']>> {
    if (ticket.resolvedAt === null) throw notResolved();
    const events = await this.tickets.eventsOf(this.reader, ticket.id);
    const { category, program } = await this.subjects.of(ticket);
    const watched = program === null ? null : await this.programs.byId(program);
    const seen = wordsOf(events.find(({ kind }) => kind === 'clerk')) || ticket.titleVi;
    const done = wordsOf(events.findLast(({ kind }) => kind === 'resolved'));
    const body = word(DRAFT_BODY, { seen, steps: stepsOf(done) }).vi;
    return {
      titleVi: masked(ticket.titleVi).slice(0, 120),
      bodyVi: masked(body),
      category: category ?? 'other',
      program: watched?.id ?? null,
      ticket: { id: ticket.id, number: ticket.number },
    };
  }
}

/** Each line, and each sentence of a line, is a step. */
function stepsOf(text: string): string {
  const steps = text
    .split(/\n+|(?<=[.!?;])\s+/)
    .map((step) => step.replace(/^\s*(?:\d+[.)]|[-*])\s*/, '').trim())
    .filter((step) => step !== '');
  return (steps.length > 0 ? steps : ['…']).map((step, index) => `${index + 1}. ${step}`).join('\n');
}

function wordsOf(event: TicketEventEntity | undefined): string {
  return event?.textVi.trim() ?? '';
}

function masked(text: string): string {
  return maskPersonalNumbers(text, ['identity', 'dossier', 'phone']);
}
