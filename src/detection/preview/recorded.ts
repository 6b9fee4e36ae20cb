import type { Text } from '../../contracts/api/index.js';
import type { Policy, WorkingCalendar } from '../../inventory/index.js';
import type { DeviceSnapshot, OpenSpan } from '../../state/index.js';
import type { CertificateFacts, ProgramFacts, RuleId } from '../domain/finding.js';

/** A stretch of history as it is stored; `until` is null while it lasts. Instants are epoch ms of the server. */
export interface RecordedSpan extends OpenSpan {
  deviceId: number;
  session: number;
  until: number | null;
  /** When it was first told. */
  observedAt: number;
}

/** What is stored of one PC, as far as history exists: of disks and clock only what was heard last. */
export interface RecordedDevice {
  deviceId: number;
  name: string;
  centerId: number;
  center: string;
  skewMs: number;
  disks: DeviceSnapshot['disks'];
  spans: RecordedSpan[];
}

export interface RecordedCertificate extends CertificateFacts {
  id: number;
  deviceId: number;
  device: string;
  centerId: number;
  center: string;
  firstSeenAt: number;
}

/** Nobody listened: no verdict fell, and deadlines were granted anew at its end. */
export interface Blindness {
  from: number;
  until: number;
}

/** Everything a replay needs beside the stored history: plain data, so that it can be handed to a worker. */
export interface PreviewRequest {
  current: Policy;
  draft: Policy;
  programs: ReadonlyMap<string, ProgramFacts>;
  /** What people call them. */
  names: Readonly<Record<string, Text>>;
  /** By center. */
  calendars: ReadonlyMap<number, WorkingCalendar>;
  /** Findings that open in [from, until] are told of. */
  from: number;
  until: number;
}

/** A finding as the rules would have opened it. */
export interface ReplayedFinding {
  rule: RuleId;
  thing: string;
  since: number;
  openedAt: number;
  /** Null: it would still be open. */
  endedAt: number | null;
}
