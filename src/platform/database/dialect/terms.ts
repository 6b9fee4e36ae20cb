/** What an entry must hold to be found: at least one of `any`, and not `not`. */
export interface TermClause {
  any: readonly string[];
  not?: string;
}

/** What a term may begin with, to keep kinds of terms apart; letters and digits follow. No word that people type begins so. */
export const TERM_MARKS = '.=@#!<';
