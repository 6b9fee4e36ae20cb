import { randomUUID } from 'node:crypto';
import type {
  CertificateEntry,
  Goodbye,
  PastSpan,
  ProbeObservation,
  ProgramObservation,
  Report,
  Reply,
} from '../../src/contracts/agent/index.js';
import { Programs } from '../../src/inventory/index.js';
import type { Answer, Caller, TestApp, TestDevice } from './app.js';

/** A running server looks at least so often; a longer stretch without a look would seem to it as if it had been blind. */
const LOOK_SECONDS = 15;

type Said = Partial<Omit<Report, 'agent' | 'v'>>;

/** What a PC needs of the server it talks to: a test's application with its own clock, or a built server in real time. */
export interface ReportedTo {
  clock: { now(): number; advance(milliseconds: number): void };
  post<T>(path: string, body: unknown, as?: Caller): Promise<Answer<T>>;
  settle(): Promise<void>;
}

/** A PC as the server meets it: real reports over real HTTP, everything about it in the test's hands. */
export class TestPc {
  readonly boot = randomUUID();
  instance = randomUUID();
  session = 1;
  sequence = 0;
  /** Agent clock minus the test's clock, ms. */
  clockOff = 0;
  programs: ProgramObservation[] = [];
  probes: ProbeObservation[] = [];
  history: PastSpan[] = [];
  freePercent = 50;

  constructor(
    /** Another one after a restart of the server. */
    public app: ReportedTo,
    readonly device: TestDevice,
  ) {}

  get now(): number {
    return this.app.clock.now() + this.clockOff;
  }

  /** The agent starts again: a new process, the counting begins anew. */
  restart(): void {
    this.instance = randomUUID();
    this.sequence = 0;
  }

  sees(
    id: string,
    source: ProgramObservation['source'],
    state: ProgramObservation['state'],
    since = this.now,
  ): void {
    this.programs = this.programs.filter((seen) => seen.id !== id || seen.source !== source);
    this.programs.push({ id, source, state, since });
  }

  probed(id: string, result: Partial<ProbeObservation>): void {
    const timesMs = { dns: 5, tcp: 10, tls: 20, http: 100 };
    const fine = { state: 'ok' as const, phase: null, code: null, httpStatus: 200, timesMs };
    this.probes = this.probes.filter((seen) => seen.id !== id);
    this.probes.push({ id, since: this.now, at: this.now, ...fine, ...result });
  }

  report(said: Said = {}): Report {
    return {
      v: 1,
      agent: {
        boot: this.boot,
        instance: this.instance,
        session: this.session,
        sequence: ++this.sequence,
        version: '0.1.0',
      },
      hardware: this.device.hardware,
      sentAt: this.now,
      policyVersion: 1,
      load: {
        cpuPercent: 7,
        memoryPercent: 40,
        uptimeSeconds: 3600,
        disks: [{ mount: 'C:', totalBytes: 100_000_000_000, freeBytes: this.freePercent * 1_000_000_000 }],
      },
      programs: this.programs,
      probes: this.probes,
      history: this.history,
      digests: { inventory: null, certificates: null },
      spool: { waiting: 0, dropped: 0 },
      ...said,
    };
  }

  /** Sends a report and hands back what the server answered, whatever it was. */
  send(said: Said = {}): Promise<Answer<Reply>> {
    const report = this.report(said);
    this.history = [];
    return this.app.post<Reply>('/api/agent/v1/reports', report, this.device);
  }

  /** A report that must be accepted; the server then does all it has to do. */
  async beat(said: Said = {}): Promise<Reply> {
    const answer = await this.send(said);
    if (answer.status !== 202) throw new Error(`report: ${answer.status} ${JSON.stringify(answer.body)}`);
    await this.app.settle();
    return answer.body;
  }

  /** Beats every `everySeconds` while `seconds` pass. */
  async live(seconds: number, everySeconds = 30): Promise<void> {
    for (let passed = 0; passed < seconds; passed += everySeconds) {
      for (let waited = 0; waited < everySeconds; waited += LOOK_SECONDS) {
        if (waited > 0) await this.app.settle();
        this.app.clock.advance(Math.min(LOOK_SECONDS, everySeconds - waited) * 1000);
      }
      await this.beat();
    }
  }

  goodbye(reason: Goodbye): Promise<Reply> {
    return this.beat({ goodbye: reason });
  }

  /** Tells the PC's whole list of certificates. */
  lists(
    certificates: CertificateEntry[],
    digest = randomUUID().replaceAll('-', '').repeat(2),
  ): Promise<Reply> {
    return this.beat({ certificates, digests: { inventory: null, certificates: digest } });
  }
}

/** Makes agents watch the web system `id` (a shipped template) at an address of the test's own. */
export async function watchWebSystem(
  app: TestApp,
  id: string,
  fields: Record<string, string> = {},
): Promise<void> {
  const programs = app.app.get(Programs);
  const by = { name: 'test', userId: null };
  const address = { url: `http://127.0.0.1:9/${id}`, tabHosts: '127.0.0.1:9' };
  await programs.set(id, { ...address, ...fields }, by, app.clock.now());
  await programs.enable(id, by, app.clock.now());
}
