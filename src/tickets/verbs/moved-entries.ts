import type { Transaction } from '../../platform/database/index.js';
import { TicketEventEntity } from '../entities/ticket-event.entity.js';

/**
 * Entries of a ticket that stand in another one. The first keeps its rows, hidden: they still say what became of its state, so
 * its time stays right. The second has copies, which name what they are copies of; files go to where the words are shown.
 */

/** Copies entries into the ticket `part`, which the first of them opens. `followers`: who a clerk is there. */
export async function copyEntries(
  tx: Transaction,
  part: number,
  entries: readonly TicketEventEntity[],
  followers: ReadonlyMap<number, number>,
): Promise<void> {
  for (const [index, entry] of entries.entries()) {
    const { at, actorId, actorName, textVi, textEn, quoted, answers, followerId } = entry;
    await tx.insert(TicketEventEntity, {
      ...{ ticketId: part, at, actorId, actorName, textVi, textEn, quoted, answers },
      kind: entry.kind === 'reopened' ? 'clerk' : entry.kind,
      status: index === 0 ? 'new' : null,
      followerId: followerId === null ? null : (followers.get(followerId) ?? followerId),
      toldId: null,
      movedTo: null,
      movedFrom: entry.id,
    });
  }
}

const COPIED = 'SELECT moved_from FROM ticket_event WHERE ticket_id = ? AND moved_from IS NOT NULL';

/** What `part` has copies of is shown there, and no more in `whole`. */
export async function showInPart(tx: Transaction, part: number, whole: number): Promise<void> {
  await tx.run(
    `UPDATE ticket_attachment SET ticket_id = ?, event_id = (
       SELECT entry.id FROM ticket_event entry WHERE entry.ticket_id = ? AND entry.moved_from = ticket_attachment.event_id)
     WHERE ticket_id = ? AND event_id IN (${COPIED})`,
    [part, part, whole, part],
  );
  await tx.run(
    `UPDATE ticket_event SET moved_to = ? WHERE ticket_id = ? AND moved_to IS NULL AND id IN (${COPIED})`,
    [part, whole, part],
  );
}

/** The other way round; the copies stay in the history of `part`. */
export async function showInWhole(tx: Transaction, part: number, whole: number): Promise<void> {
  await tx.run(
    `UPDATE ticket_attachment SET ticket_id = ?, event_id = (
       SELECT entry.moved_from FROM ticket_event entry WHERE entry.id = ticket_attachment.event_id)
     WHERE ticket_id = ? AND event_id IN (
       SELECT id FROM ticket_event WHERE ticket_id = ? AND moved_from IS NOT NULL)`,
    [whole, part, part],
  );
  await tx.run('UPDATE ticket_event SET moved_to = NULL WHERE ticket_id = ? AND moved_to = ?', [whole, part]);
}
