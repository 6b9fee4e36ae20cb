import { pickedQuery } from '../../lib/address.js';

/** What of the page's address says which tickets are listed. */
export const FILTERS = ['status', 'mine', 'assignee', 'category', 'center', 'order', 'q'] as const;

/** The same without the question mark, in one order: two lists are the same when it is. */
export function filterQuery(query: URLSearchParams): string {
  return pickedQuery(query, FILTERS).slice(1);
}

/** Does the address show the list of a view as it was saved? */
export function showsView(query: URLSearchParams, saved: string): boolean {
  return filterQuery(query) === filterQuery(new URLSearchParams(saved));
}
