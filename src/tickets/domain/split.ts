import type { TicketEventKind } from '../entities/ticket-event.entity.js';

/** An entry of a history, as far as a split asks. */
export interface SplitEntry {
  id: number;
  kind: TicketEventKind;
  actorName: string | null;
  followerId: number | null;
}

const SPOKEN: ReadonlySet<TicketEventKind> = new Set(['clerk', 'note', 'reply', 'asked', 'vendor', 'mail']);

/** Somebody's words may become part of another ticket; what the server or a button did stays where it happened. */
export function mayMove({ kind, actorName, followerId }: Omit<SplitEntry, 'id'>): boolean {
  // A clerk who writes on an old ticket about something else has reopened it by that.
  if (kind === 'reopened') return followerId !== null;
  return actorName !== null && SPOKEN.has(kind);
}

export type SplitProblem = 'nothing' | 'everything' | 'not-movable';

/** Why these entries cannot be split off; null: they can. `stands`: something else than words keeps the ticket, its incident. */
export function splitProblem(
  entries: readonly SplitEntry[],
  chosen: ReadonlySet<number>,
  stands: boolean,
): SplitProblem | null {
  if (chosen.size === 0) return 'nothing';
  const movable = entries.filter(mayMove);
  const moved = movable.filter(({ id }) => chosen.has(id));
  if (moved.length < chosen.size) return 'not-movable';
  return moved.length === movable.length && !stands ? 'everything' : null;
}

/** Who goes with the entries that move: clerks with all of their words there, and those who also have some that stay. */
export function followersOf(
  entries: readonly SplitEntry[],
  chosen: ReadonlySet<number>,
): { going: number[]; between: number[] } {
  const idsOf = (of: readonly SplitEntry[]) => new Set(of.flatMap(({ followerId }) => followerId ?? []));
  const moving = idsOf(entries.filter(({ id }) => chosen.has(id)));
  const staying = idsOf(entries.filter((entry) => mayMove(entry) && !chosen.has(entry.id)));
  return {
    going: [...moving].filter((id) => !staying.has(id)),
    between: [...moving].filter((id) => staying.has(id)),
  };
}
