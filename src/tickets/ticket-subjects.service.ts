import { Injectable } from '@nestjs/common';
import { IncidentViews } from '../incidents/index.js';
import { Reader } from '../platform/database/index.js';
import { categoryOf, programOf } from './domain/category-of.js';
import type { TicketEntity } from './entities/ticket.entity.js';

export interface TicketSubject {
  category: TicketEntity['category'];
  /** The id of a watched program. */
  program: string | null;
}

/** What a ticket is about: what the clerk chose, or what its incident says. */
@Injectable()
export class TicketSubjects {
  constructor(
    private readonly incidents: IncidentViews,
    private readonly reader: Reader,
  ) {}

  async of({ incidentId, category }: TicketEntity): Promise<TicketSubject> {
    const view = incidentId === null ? null : await this.incidents.byId(this.reader, incidentId);
    return {
      category: category ?? (view && categoryOf(view.lead)),
      program: view && programOf(view.lead),
    };
  }
}
