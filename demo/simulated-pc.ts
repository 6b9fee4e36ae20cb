import { randomUUID } from 'node:crypto';
import {
  type CertificateEntry,
  CONTRACT_VERSION,
  type EnrolmentRequest,
  type Goodbye,
  type Inventory,
  type PastSpan,
  type ProbeObservation,
  type ProgramObservation,
  type Reply,
  type Report,
  type WantedDocument,
} from '../src/contracts/agent/index.js';
import { digestOf } from './random.js';

type Source = ProgramObservation['source'];
type State = ProgramObservation['state'];
type ProbeResult = Pick<ProbeObservation, 'state'> & Partial<ProbeObservation>;

/** What does not change while a PC stands where it stands. */
export interface PcFacts {
  /** Digest of its hardware identity. */
  hardware: string;
  name: string;
  inventory: Inventory;
  certificates: CertificateEntry[];
}

export const SIMULATED_VERSION = '0.1.0';
const NO_DETAIL = { phase: null, code: null, httpStatus: null };
const ANSWERED = { phase: null, code: null, httpStatus: 200 };

/**
 * A counter PC as its agent tells of it, without a network: it is told what happens to it and gives the reports that the
 * real agent would give. Like it, it makes history of a state that ended before any report of it was answered.
 */
export class SimulatedPc {
  private boot = randomUUID();
  private instance = randomUUID();
  private sequence = 0;
  private bootedAt: number;
  private policyVersion = 0;
  private wants: readonly WantedDocument[] = [];
  private readonly programs = new Map<string, ProgramObservation>();
  private readonly probes = new Map<string, ProbeObservation>();
  private history: PastSpan[] = [];
  private told = new Set<string>();
  /** What the report made last tells. */
  private telling: string[] = [];
  private readonly inventoryDigest: string;
  private readonly certificatesDigest: string;
  cpuPercent = 8;
  memoryPercent = 46;
  freePercent = 55;
  /** Its clock minus the true time, ms. */
  clockOff = 0;

  constructor(
    readonly facts: PcFacts,
    now: number,
  ) {
    this.bootedAt = now - 3_600_000;
    this.inventoryDigest = digestOf(facts.inventory);
    this.certificatesDigest = digestOf(facts.certificates);
  }

  enrolment(joinCode: string): EnrolmentRequest {
    const { hardware, name: deviceName, inventory } = this.facts;
    const { platform } = inventory;
    return { v: CONTRACT_VERSION, joinCode, hardware, platform, deviceName, agentVersion: SIMULATED_VERSION };
  }

  /** A source of a watched program is seen in `state` from now on. */
  sees(id: string, source: Source, state: State, now: number): void {
    const key = `${source}/${id}`;
    const before = this.programs.get(key);
    if (before?.state === state) return;
    this.keepAsHistory(key, before, now);
    this.programs.set(key, { id, source, state, since: now });
  }

  /** The watched system `id` answers so from now on. */
  probed(id: string, result: ProbeResult, now: number): void {
    const key = `probe/${id}`;
    const before = this.probes.get(id);
    const since = before?.state === result.state ? before.since : now;
    if (since === now) this.keepAsHistory(key, before, now);
    const timesMs = { dns: 4, tcp: 18, tls: 40, http: 160 };
    this.probes.set(id, { id, since, at: now, ...ANSWERED, timesMs, ...result });
  }

  /** Someone turned it off and on, or only the agent began anew: the counting begins again. */
  startAgain(now: number, bootsToo: boolean): void {
    this.instance = randomUUID();
    this.sequence = 0;
    this.told.clear();
    if (!bootsToo) return;
    this.boot = randomUUID();
    this.bootedAt = now;
  }

  /** The report that leaves at `now`. What it tells counts as told once `answered` is called for it. */
  report(now: number, goodbye?: Goodbye): Report {
    const { inventory, certificates, hardware } = this.facts;
    const agentNow = now + this.clockOff;
    this.telling = [
      ...[...this.programs].map(([key, { since }]) => `${key}/${since}`),
      ...[...this.probes].map(([id, { since }]) => `probe/${id}/${since}`),
    ];
    return {
      v: CONTRACT_VERSION,
      agent: {
        boot: this.boot,
        instance: this.instance,
        session: 1,
        sequence: ++this.sequence,
        version: SIMULATED_VERSION,
      },
      hardware,
      sentAt: agentNow,
      policyVersion: this.policyVersion,
      load: this.load(now),
      programs: [...this.programs.values()].map((seen) => ({ ...seen, since: seen.since + this.clockOff })),
      probes: [...this.probes.values()].map((probe) => ({
        ...probe,
        since: probe.since + this.clockOff,
        at: agentNow,
      })),
      history: this.history.map((past) => ({
        ...past,
        from: past.from + this.clockOff,
        until: past.until + this.clockOff,
      })),
      digests: { inventory: this.inventoryDigest, certificates: this.certificatesDigest },
      spool: { waiting: this.history.length, dropped: 0 },
      ...(goodbye === undefined ? {} : { goodbye }),
      ...(this.wants.includes('inventory') ? { inventory } : {}),
      ...(this.wants.includes('certificates') ? { certificates } : {}),
    };
  }

  /** The server answered the report made last. */
  answered(report: Report, reply: Reply): void {
    this.wants = reply.wants;
    this.policyVersion = reply.policyVersion;
    this.history = this.history.slice(report.history.length);
    this.told = new Set(this.telling);
  }

  private load(now: number): Report['load'] {
    const totalBytes = this.facts.inventory.diskBytes ?? 256_000_000_000;
    const freeBytes = Math.round((totalBytes * this.freePercent) / 100);
    return {
      cpuPercent: this.cpuPercent,
      memoryPercent: this.memoryPercent,
      uptimeSeconds: Math.max(0, Math.round((now - this.bootedAt) / 1000)),
      disks: [{ mount: 'C:', totalBytes, freeBytes }],
    };
  }

  private keepAsHistory(
    key: string,
    past: ProgramObservation | ProbeObservation | undefined,
    until: number,
  ): void {
    if (!past || this.told.has(`${key}/${past.since}`)) return;
    const { id, since: from } = past;
    if ('source' in past) {
      this.history.push({ id, source: past.source, state: past.state, from, until, ...NO_DETAIL });
    } else {
      const { state, phase, code, httpStatus } = past;
      this.history.push({ id, source: 'probe', state, from, until, phase, code, httpStatus });
    }
  }
}
