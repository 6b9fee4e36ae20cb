/** What this browser remembers for its clerk, so that nothing is typed twice. Nothing of it leaves the PC by itself. */
export interface SentReport {
  number: string;
  follow: string;
  at: number;
}

const REPORTS = 'trucban.reports';
const WHO = 'trucban.clerk';
const MOST_REPORTS = 20;

/** Newest first. */
export function sentReports(): SentReport[] {
  return read<SentReport[]>(REPORTS) ?? [];
}

export function rememberReport(report: SentReport): void {
  const others = sentReports().filter(({ follow }) => follow !== report.follow);
  write(REPORTS, [report, ...others].slice(0, MOST_REPORTS));
}

export function rememberedClerk(): { name: string; phone: string } {
  return read<{ name: string; phone: string }>(WHO) ?? { name: '', phone: '' };
}

export function rememberClerk(name: string, phone: string): void {
  write(WHO, { name, phone });
}

/** A browser may keep nothing (a private window): then it is typed again. */
function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is remembered.
  }
}
