import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/contracts/agent/index.js';
import { STATE_FILES } from './state-files.js';

/** The last report the server answered for, together with the long lists as they were last sent. */
export type SentReport = Report;

/** A beat carries no lists; what was sent of them before is still at the server and is kept on show. */
export function keepDocuments(report: Report, before: SentReport | null): SentReport {
  const { inventory, certificates } = before ?? {};
  return { ...(inventory ? { inventory } : {}), ...(certificates ? { certificates } : {}), ...report };
}

export function readSentReport(stateDirectory: string): SentReport | null {
  try {
    return JSON.parse(readFileSync(join(stateDirectory, STATE_FILES.sent), 'utf8')) as SentReport;
  } catch {
    return null;
  }
}
