import { Injectable } from '@nestjs/common';
import type { CategoriseRequest } from '../../contracts/api/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded } from '../domain/moves.js';
import { alreadyEnded } from '../tickets.refusals.js';
import { CATEGORY_WORDS } from '../wording/categories.js';
import { Desk, type Person } from './desk.js';

/** What it turned out to be about; its targets follow from the opening on. */
@Injectable()
export class CategoriseVerb {
  constructor(private readonly desk: Desk) {}

  categorise(id: number, { version, category }: CategoriseRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      const text = word(
        { vi: '{by} đổi nhóm sự cố: {category}.', en: '{by} set the category: {category}.' },
        { by: person.name, category: CATEGORY_WORDS[category] },
      );
      return { values: { category }, event: { kind: 'categorised', text }, tell: false };
    });
  }
}
