import type { Outcome, Row } from './outcome.js';

/** One thing that a row must say. */
export interface Wish {
  field: string;
  line: number;
  /** As the file has it, for the message. */
  wanted: string;
  holds(row: Row): boolean;
}

/** A row that must be there. */
export interface WantedRow {
  line: number;
  wishes: Wish[];
}

/** Which rows of the outcome are meant: `tickets` are those that are open, `tickets_ever` all there ever were. */
export interface Selection {
  of: keyof Outcome;
  openOnly: boolean;
}

export type Expectation =
  /** Exactly these rows, in any order. */
  | { kind: 'rows'; name: string; line: number; selection: Selection; rows: WantedRow[] }
  /** So many rows. */
  | { kind: 'count'; name: string; line: number; selection: Selection; count: number }
  /** No row like this. */
  | { kind: 'none'; name: string; line: number; selection: Selection; row: WantedRow }
  /** Presence of PCs. */
  | { kind: 'presence'; line: number; pcs: { name: string; line: number; presence: string }[] };
