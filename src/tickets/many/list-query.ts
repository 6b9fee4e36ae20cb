import { z } from 'zod';
import { mayDo, type SignedInUser } from '../../access/index.js';
import { ReportCategory } from '../../contracts/api/index.js';
import type { TicketFilter } from '../ticket-lists.js';

/** What of the list's address says which tickets are listed, and in which order. */
export const ListFilter = z.object({
  status: z
    .enum([
      ...(['open', 'overdue', 'soon', 'waiting', 'waiting_user', 'waiting_vendor'] as const),
      ...(['snoozed', 'resolved', 'all'] as const),
    ])
    .default('open'),
  mine: z.enum(['0', '1']).default('0'),
  assignee: z.union([z.literal('none'), z.coerce.number().int()]).optional(),
  // A saved view may name one that is no more: it lists nothing then.
  category: z.string().max(40).optional(),
  center: z.coerce.number().int().optional(),
  order: z.enum(['worst', 'oldest', 'newest', 'due']).default('worst'),
  q: z.string().max(200).default(''),
});
export type ListFilter = z.infer<typeof ListFilter>;

export const ListQuery = ListFilter.extend({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type ListQuery = z.infer<typeof ListQuery>;

export function filterOf(
  { status, mine, assignee, category, center, order, q }: ListFilter,
  user: SignedInUser,
): TicketFilter {
  const named = typeof assignee === 'number' ? assignee : null;
  return {
    status,
    assigneeId: mine === '1' ? user.id : named,
    untaken: assignee === 'none',
    category: category ?? null,
    centerId: center ?? null,
    order,
    hold: user,
    search: q.trimStart(),
    internal: mayDo(user, 'notes.read'),
  };
}

/** A list's query in one form, without what is so anyway; null: it says nothing that the list understands. */
export function canonicalQuery(typed: string): string | null {
  const given = Object.fromEntries(new URLSearchParams(typed));
  const parsed = ListFilter.safeParse(given);
  if (!parsed.success) return null;
  const filter = { ...parsed.data, q: parsed.data.q.trim() };
  if (filter.category !== undefined && !ReportCategory.safeParse(filter.category).success) return null;
  const kept = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && value !== '' && value !== USUAL[name],
  );
  return new URLSearchParams(kept.map(([name, value]): [string, string] => [name, String(value)])).toString();
}

const USUAL: Readonly<Record<string, string>> = { status: 'open', mine: '0', order: 'worst' };

/** What a stored query asks for. */
export function storedFilter(query: string): ListFilter {
  return ListFilter.parse(Object.fromEntries(new URLSearchParams(query)));
}
