/** `fold` of the platform: lower case, without marks. */
type Fold = (text: string) => string;

/** The lists of the desk; a ticket is in `ended`, or in `snoozed`, or in `open` and perhaps in the others. */
export type ListName = 'open' | 'overdue' | 'waiting' | 'snoozed' | 'ended';

/** What of a ticket can be searched. */
export interface SearchableTicket {
  /** PH-2026-000123 */
  number: string;
  /** What whoever may read the ticket may find it by. */
  open: readonly string[];
  /** What only the desk may find it by. */
  internal: readonly string[];
  centerId: number | null;
  /** A fault of a whole system, which each center may read of. */
  concernsAll: boolean;
  /** Whose concern it is: that of its center, or of no center and hence all there are. */
  provinces: readonly string[];
  assigneeId: number | null;
  lists: readonly ListName[];
}

/** Which tickets are looked through. */
export interface SearchScope {
  /** What somebody may see: everything, a province, or a center, and what concerns all. */
  hold: { province: string | null; center: number | null };
  centerId: number | null;
  assigneeId: number | null;
  /** Null: all of them. */
  list: ListName | null;
  /** Also by what is internal to the desk. */
  internal: boolean;
}

/** At least one of `any`, and not `not`. */
export interface Clause {
  any: readonly string[];
  not?: string;
  /** Few tickets do. */
  few?: boolean;
}

export interface TicketQuery {
  /** What every ticket found must hold. */
  folded: readonly Clause[];
  /** Those that hold this as well come before the rest: words with the marks that were typed. Null: none were. */
  exact: readonly Clause[] | null;
  /** Those come first of all: of that number. Null: what was typed is no number. */
  numbered: readonly Clause[] | null;
}

const WORD = /[\p{L}\p{N}]+/gu;
const NUMBER = /^(?:ph[-\s]*)?(?:(\d{4})[-\s]+)?(\d{1,6})$/;
/** Longer words are told apart by so many letters. */
const MOST_LETTERS = 16;

/**
 * The terms of an index entry: `treo` a word without marks; `.tre` its beginnings; `=tréo` the word as it is written, where
 * that differs; `#123` a number without its year; `@…` the scope and the lists it is in, which so are part of the index. `!` before a word or a
 * beginning: only internal text holds it.
 */
export function termsOf(ticket: SearchableTicket, fold: Fold): string[] {
  const open = foldedTerms([ticket.number, ...ticket.open], fold);
  const short = shortNumber(ticket.number);
  for (const term of [short, `.${short}`, `#${short}`]) open.add(term);
  const internal = [...foldedTerms(ticket.internal, fold)].filter((term) => !open.has(term));
  const marked = [...ticket.open, ...ticket.internal].flatMap((text) => markedWords(text, fold));
  return [
    ...open,
    ...internal.flatMap((term) => [term, `!${term}`]),
    ...new Set(marked.map((word) => `=${word}`)),
    ...scopeTerms(ticket),
  ];
}

/** Null: nothing that could be found was typed. The last word counts as the beginning of one while it is being typed. */
export function queryOf(asked: string, scope: SearchScope, fold: Fold): TicketQuery | null {
  const words = wordsOf(fold(asked));
  if (words.length === 0) return null;
  const typing = /[\p{L}\p{N}\p{M}]$/u.test(asked);
  const held = [...new Set(words.map((word, at) => (typing && at === words.length - 1 ? `.${word}` : word)))];
  const clauses = held.map((term): Clause =>
    scope.internal ? { any: [term] } : { any: [term], not: `!${term}` },
  );
  const marked = [...new Set(markedWords(asked, fold))];
  const numbered = NUMBER.exec(fold(asked));
  const [near, wide] = [nearClauses(scope), wideClauses(scope)];
  const folded = [...near, ...clauses, ...wide];
  return {
    folded,
    exact: marked.length === 0 ? null : [...near, ...markedClauses(marked, clauses, fold), ...wide],
    numbered: numbered && [
      { any: [`#${Number(numbered[2])}`], few: true },
      ...(numbered[1] ? [{ any: [numbered[1]] }] : []),
      ...[...near, ...wide],
    ],
  };
}

function scopeTerms({ centerId, concernsAll, provinces, assigneeId, lists }: SearchableTicket): string[] {
  return [
    ...provinces.map((province) => `@p${province}`),
    ...lists.map((list) => `@${list}`),
    ...(concernsAll ? ['@all'] : []),
    ...(centerId === null ? [] : [`@c${centerId}`]),
    ...(assigneeId === null ? [] : [`@a${assigneeId}`]),
  ];
}

/** A word with its marks stands for the folded one, and the last one then has to be whole. */
function markedClauses(marked: readonly string[], clauses: readonly Clause[], fold: Fold): Clause[] {
  const stoodFor = new Set(marked.flatMap((word) => [fold(word), `.${fold(word)}`]));
  return [
    ...marked.map((word) => ({ any: [`=${word}`] })),
    ...clauses.filter(({ any }) => !any.some((term) => stoodFor.has(term))),
  ];
}

/** What few tickets hold is asked for first: a database that takes term by term skips the farther. */
function nearClauses({ centerId, assigneeId, list }: SearchScope): Clause[] {
  const clauses: Clause[] = [];
  if (list !== null && list !== 'ended') clauses.push({ any: [`@${list}`], few: true });
  if (centerId !== null) clauses.push({ any: [`@c${centerId}`] });
  if (assigneeId !== null) clauses.push({ any: [`@a${assigneeId}`] });
  return clauses;
}

function wideClauses({ hold: { province, center }, list }: SearchScope): Clause[] {
  const clauses: Clause[] = [];
  if (center !== null) clauses.push({ any: [`@c${center}`, '@all'] });
  else if (province !== null) clauses.push({ any: [`@p${province}`] });
  if (list === 'ended') clauses.push({ any: ['@ended'] });
  return clauses;
}

/** 123 of PH-2026-000123. */
function shortNumber(number: string): string {
  return String(Number(number.split('-').at(-1)));
}

function foldedTerms(texts: readonly string[], fold: Fold): Set<string> {
  const terms = new Set<string>();
  for (const word of new Set(texts.flatMap((text) => wordsOf(fold(text))))) {
    terms.add(word);
    for (let letters = 1; letters <= word.length; letters++) terms.add(`.${word.slice(0, letters)}`);
  }
  return terms;
}

function wordsOf(folded: string): string[] {
  return (folded.match(WORD) ?? []).map((word) => word.slice(0, MOST_LETTERS));
}

/** Those that marks tell from their folded form, however their marks were encoded. */
function markedWords(text: string, fold: Fold): string[] {
  const words = text.normalize('NFC').toLowerCase().match(WORD) ?? [];
  return words.filter((word) => word !== fold(word)).map((word) => word.slice(0, MOST_LETTERS));
}
