/** What an entry must hold to be found: at least one of `any`, and not `not`. */
export interface TermClause {
  any: readonly string[];
  not?: string;
  /** Few entries do, whatever the question: some thousands among a million. */
  few?: boolean;
}

/** The newest `limit` entries that fulfil every clause; with `among`, of some hundred that one knows already. */
export interface NewestTerms {
  clauses: readonly TermClause[];
  limit: number;
  among?: readonly number[];
}

/** What a term may begin with, to keep kinds of terms apart; letters and digits follow. No word that people type begins so. */
export const TERM_MARKS = '.=@#!<';
