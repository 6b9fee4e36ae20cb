import { Injectable } from '@nestjs/common';
import { Users } from '../../access/index.js';
import type { AssignRequest } from '../../contracts/api/index.js';
import { Centers } from '../../inventory/index.js';
import { word } from '../../platform/i18n/index.js';
import { hasEnded, isWaiting, statusAtDesk } from '../domain/moves.js';
import { alreadyEnded, notAssignable } from '../tickets.refusals.js';
import { Desk, type Person } from './desk.js';

/** Takes a ticket, gives it to somebody, or puts it back. */
@Injectable()
export class AssignVerb {
  constructor(
    private readonly desk: Desk,
    private readonly users: Users,
    private readonly centers: Centers,
  ) {}

  async assign(id: number, { version, assigneeId }: AssignRequest, person: Person): Promise<void> {
    await this.desk.act(id, version, person, async (ticket) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      const assignee = assigneeId === null ? null : await this.assignable(assigneeId, ticket.centerId);
      return {
        values: { assigneeId },
        // Waiting for somebody goes on, whoever has it now.
        ...(isWaiting(ticket.status) ? {} : { status: statusAtDesk({ ...ticket, assigneeId }) }),
        event: { kind: 'assigned', text: words(assignee, person), answers: assignee !== null },
        tell: assignee !== null && assignee.id !== person.id,
      };
    });
  }

  private async assignable(id: number, centerId: number | null): Promise<Person> {
    const place = await this.centers.placeOf(centerId);
    const found = (await this.users.assignable(place)).find((user) => user.id === id);
    if (!found) throw notAssignable();
    return found;
  }
}

function words(assignee: Person | null, by: Person) {
  if (!assignee) return word({ vi: '{by} trả phiếu lại.', en: '{by} put the ticket back.' }, { by: by.name });
  if (assignee.id === by.id)
    return word({ vi: '{by} nhận xử lý.', en: '{by} took the ticket.' }, { by: by.name });
  return word({ vi: '{by} giao cho {to}.', en: '{by} gave it to {to}.' }, { by: by.name, to: assignee.name });
}
