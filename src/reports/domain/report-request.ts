/** Which rows a report is about. */
export interface ReportFilter {
  provinceCode: string;
  centerId: number | null;
  /** Folded words that a row must hold, all of them. */
  words: readonly string[];
}

export type ReportKind = 'devices' | 'certificates';
