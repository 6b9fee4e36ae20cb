import { Injectable } from '@nestjs/common';
import type { PrioritiseRequest } from '../../contracts/api/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded } from '../domain/moves.js';
import { priorityOf } from '../domain/priority.js';
import { alreadyEnded } from '../tickets.refusals.js';
import { PRIORITY_WORDS } from '../wording/states.js';
import { Desk, type Person } from './desk.js';

/** A person judges impact and urgency; the priority follows, and no evidence changes it any more. */
@Injectable()
export class PrioritiseVerb {
  constructor(private readonly desk: Desk) {}

  prioritise(id: number, { version, impact, urgency }: PrioritiseRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      const priority = priorityOf(impact, urgency);
      const text = word(
        { vi: '{by} đặt mức ưu tiên: {priority}.', en: '{by} set the priority: {priority}.' },
        { by: person.name, priority: PRIORITY_WORDS[priority] },
      );
      return { values: { impact, urgency, priority }, event: { kind: 'prioritised', text }, tell: false };
    });
  }
}
