import type { TicketPriority } from '../../../../contracts/api/index.js';

/** The most urgent one first. */
const ORDER: readonly TicketPriority[] = ['critical', 'high', 'normal', 'low'];

export interface Wish {
  /** With commas between. */
  kinds: string;
  leastPriority: TicketPriority;
  provinceCode: string | null;
}

/** Is an endpoint to be told? What is of no province concerns every one. */
export function wants(
  { kinds, leastPriority, provinceCode }: Wish,
  entry: { kind: string; priority: TicketPriority; province: string | null },
): boolean {
  if (!kinds.split(',').includes(entry.kind)) return false;
  if (ORDER.indexOf(entry.priority) > ORDER.indexOf(leastPriority)) return false;
  return provinceCode === null || entry.province === null || provinceCode === entry.province;
}
