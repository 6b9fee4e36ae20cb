/** Which rows a report is about. */
export interface ReportFilter {
  provinceCode: string;
  /** The rows are of each of these. */
  centerIds: readonly number[];
  /** Folded words that a row must hold, all of them. */
  words: readonly string[];
}

export type ReportKind = 'devices' | 'certificates';
