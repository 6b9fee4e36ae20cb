import type { Report } from '../../contracts/agent/index.js';

/** What `report.accepted` carries to the state stage, as JSON. */
export interface AcceptedReport {
  deviceId: number;
  centerId: number;
  /** Server clock, epoch ms: the only time that presence is judged by. */
  receivedAt: number;
  /** Server clock minus agent clock when the report arrived, ms; network delay included. */
  skewMs: number;
  report: Report;
}

/** One line of the journal: this device was heard, and what its load was. */
export interface Beat {
  deviceId: number;
  session: number;
  instance: string;
  sequence: number;
  receivedAt: number;
  skewMs: number;
  cpuPercent: number;
  memoryPercent: number;
}
