import {
  CONTRACT_VERSION,
  REPORT_LIMITS,
  type Goodbye,
  type PastSpan,
  type Report,
  type WantedDocument,
} from '../../src/contracts/agent/index.js';
import type { LoadCollector } from '../collectors/collector.js';
import type { Spool } from '../spool/spool.js';
import type { Beliefs } from './beliefs.js';
import type { Clock } from './clock.js';
import type { Documents } from './documents.js';
import { AGENT_VERSION } from './version.js';

export interface ReportParts {
  clock: Clock;
  load: LoadCollector;
  beliefs: Beliefs;
  documents: Documents;
  spool: Spool;
  speaker: { boot: string; instance: string; session: number };
  hardware: string | null;
}

export interface ReportOccasion {
  sequence: number;
  policyVersion: number;
  history: readonly PastSpan[];
  wants: ReadonlySet<WantedDocument>;
  goodbye?: Goodbye;
}

/** Everything a report says, at one instant. `--print` shows exactly this. */
export async function buildReport(parts: ReportParts, occasion: ReportOccasion): Promise<Report> {
  const load = await parts.load.gather();
  return {
    v: CONTRACT_VERSION,
    agent: { ...parts.speaker, sequence: occasion.sequence, version: AGENT_VERSION },
    hardware: parts.hardware,
    sentAt: parts.clock.now(),
    policyVersion: occasion.policyVersion,
    load,
    programs: parts.beliefs.programsNow().slice(0, REPORT_LIMITS.programs),
    probes: parts.beliefs.probesNow().slice(0, REPORT_LIMITS.probes),
    history: [...occasion.history],
    digests: parts.documents.digests(),
    spool: { waiting: parts.spool.waiting, dropped: parts.spool.dropped },
    ...(occasion.goodbye === undefined ? {} : { goodbye: occasion.goodbye }),
    ...parts.documents.wanted(occasion.wants),
  };
}
