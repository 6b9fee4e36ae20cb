import { Injectable } from '@nestjs/common';
import type { AcknowledgeRequest } from '../../contracts/api/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded } from '../domain/moves.js';
import { alreadyEnded } from '../tickets.refusals.js';
import { Desk, type Person } from './desk.js';

/** "Đã biết": the ticket stays open and reminds nobody any more, unless it gets worse. Taken back by the same verb. */
@Injectable()
export class AcknowledgeVerb {
  constructor(private readonly desk: Desk) {}

  acknowledge(id: number, { version, acknowledged }: AcknowledgeRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, ({ status }, now) => {
      if (hasEnded(status)) throw alreadyEnded();
      const by = { by: person.name };
      const text = acknowledged
        ? word({ vi: '{by} đã biết, không nhắc lại nữa.', en: '{by} knows of it; no more reminders.' }, by)
        : word({ vi: '{by} bỏ “đã biết”, nhắc lại như thường.', en: '{by} wants reminders again.' }, by);
      return {
        values: acknowledged
          ? { acknowledgedAt: now, acknowledgedBy: person.name }
          : { acknowledgedAt: null, acknowledgedBy: null },
        event: { kind: 'acknowledged', text, answers: acknowledged },
        ...(status === 'new' && acknowledged ? { status: 'acknowledged' } : {}),
        ...(status === 'acknowledged' && !acknowledged ? { status: 'new' } : {}),
        tell: false,
        idle: true,
      };
    });
  }
}
