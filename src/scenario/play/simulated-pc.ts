import { createHash, randomUUID } from 'node:crypto';
import type {
  CertificateEntry,
  EnrolmentReply,
  Goodbye,
  PastSpan,
  ProbeObservation,
  ProgramObservation,
  Reply,
  Report,
} from '../../contracts/agent/index.js';
import type { CertificateRole } from '../format/cast.js';
import { CannotHappen } from './cannot-happen.js';
import type { World } from './world.js';

type Probed = Pick<ProbeObservation, 'state' | 'phase' | 'code' | 'httpStatus'>;

/** Something seen, and whether the server has answered for it: what ended untold is told as history. */
interface Seen<T> {
  observation: T;
  told: boolean;
}

interface Enrolled {
  deviceId: number;
  token: string;
}

const AGENT_VERSION = '0.1.0';
const DISK_BYTES = 100_000_000_000;
const PROBE_TIMES = { dns: 5, tcp: 10, tls: 20, http: 100 };

/**
 * A PC as the server meets it: an agent that speaks the real contract over the real HTTP API, with a clock, a line and a power
 * switch of its own. It tells at once what it sees, and beats between.
 */
export class SimulatedPc {
  /** When it beats next, epoch ms of true time; null while it does not run. */
  nextBeatAt: number | null = null;
  private enrolled: Enrolled | null = null;
  private boot = randomUUID();
  private instance = randomUUID();
  private sequence = 0;
  private onLine = true;
  private clockOff = 0;
  private readonly programs = new Map<string, Seen<ProgramObservation>>();
  private readonly probes = new Map<string, Seen<ProbeObservation>>();
  private readonly disks = new Map([['C:', 50]]);
  private readonly plugged = new Map<string, CertificateEntry>();
  private listed: boolean | null = null;
  private backlog: PastSpan[] = [];

  constructor(
    private readonly world: World,
    readonly name: string,
    private readonly deviceName: string,
    private center: string,
    private readonly session: number,
    /** The agent of the first session of the same PC, whose identity this one shares. */
    private readonly first: SimulatedPc | null,
  ) {}

  get deviceId(): number | null {
    return this.enrolled?.deviceId ?? null;
  }

  async turnOn(): Promise<void> {
    if (this.nextBeatAt !== null) return;
    if (this.first) this.shareIdentity(this.first);
    else this.boot = randomUUID();
    this.newProcess();
    this.nextBeatAt = this.world.now;
    if (!this.enrolled) await this.enrol({ joinCode: await this.world.joinCode(this.center) });
    await this.beat();
  }

  /** Without power nothing is remembered that was not told, but what it was told to watch it watches again. */
  cut(): void {
    this.nextBeatAt = null;
    this.backlog = [];
  }

  loseNetwork(): void {
    this.onLine = false;
  }

  async networkBack(): Promise<void> {
    this.onLine = true;
    if (this.nextBeatAt !== null) await this.beat();
  }

  async restartAgent(): Promise<void> {
    this.newProcess();
    await this.beatIfRunning();
  }

  async reboot(): Promise<void> {
    this.cut();
    await this.turnOn();
  }

  async goodbye(reason: Goodbye): Promise<void> {
    if (this.nextBeatAt === null) throw new CannotHappen(`${this.name} is not on: it cannot say goodbye`);
    await this.send({ goodbye: reason });
    this.nextBeatAt = null;
  }

  async sees(
    id: string,
    seen: readonly Pick<ProgramObservation, 'source' | 'state'>[],
    since: number,
  ): Promise<void> {
    for (const { source, state } of seen) {
      const key = `${id}/${source}`;
      const began = since + this.clockOff;
      this.remember(source, this.programs.get(key), began);
      this.programs.set(key, { told: false, observation: { id, source, state, since: began } });
    }
    await this.beatIfRunning();
  }

  async probed(id: string, result: Probed, since: number): Promise<void> {
    const began = since + this.clockOff;
    this.remember('probe', this.probes.get(id), began);
    const httpStatus = result.state === 'failed' ? result.httpStatus : (result.httpStatus ?? 200);
    const observation = { id, ...result, httpStatus, since: began, at: this.agentNow, timesMs: PROBE_TIMES };
    this.probes.set(id, { told: false, observation });
    await this.beatIfRunning();
  }

  async replays(span: PastSpan): Promise<void> {
    this.backlog.push({ ...span, from: span.from + this.clockOff, until: span.until + this.clockOff });
    await this.beatIfRunning();
  }

  async fillDisk(mount: string, freePercent: number): Promise<void> {
    this.disks.set(mount, freePercent);
    await this.beatIfRunning();
  }

  async setClock(off: number): Promise<void> {
    this.clockOff = off;
    await this.beatIfRunning();
  }

  async plug(names: readonly string[]): Promise<void> {
    for (const name of names) this.plugged.set(name, entryOf(name, this.world.certificate(name)));
    await this.listsAnew();
  }

  async unplug(names: readonly string[]): Promise<void> {
    for (const name of names) this.plugged.delete(name);
    await this.listsAnew();
  }

  /** Off while it is carried; it enrols with a code of the new center and goes on as the same device. */
  async moveTo(center: string): Promise<void> {
    this.center = center;
    this.newProcess();
    await this.enrol({ joinCode: await this.world.joinCode(center) });
    this.nextBeatAt = this.world.now;
    await this.beat();
  }

  /** Speaks with the token of `original` until the server refuses it as a copy, then enrols as itself. */
  async startAsCopyOf(original: SimulatedPc): Promise<void> {
    if (!original.enrolled) throw new CannotHappen(`${original.name} was never on: nothing can be copied`);
    this.enrolled = original.enrolled;
    this.newProcess();
    const answer = await this.post('/api/agent/v1/reports', this.report({}));
    if (answer.status !== 409) throw new CannotHappen(`the copy ${this.name} was not refused`);
    await this.enrol({ clonedToken: original.enrolled.token });
    this.nextBeatAt = this.world.now;
    await this.beat();
  }

  async beat(): Promise<void> {
    this.nextBeatAt = this.world.now + this.world.beatMs;
    await this.send({});
  }

  private get agentNow(): number {
    return this.world.now + this.clockOff;
  }

  private get hardware(): string {
    return digestOf(`${this.first?.name ?? this.name} board`);
  }

  private shareIdentity(first: SimulatedPc): void {
    if (!first.enrolled) throw new CannotHappen(`${first.name} has to be on before its second session`);
    this.enrolled = first.enrolled;
    this.boot = first.boot;
  }

  private newProcess(): void {
    this.instance = randomUUID();
    this.sequence = 0;
  }

  private async enrol(proof: { joinCode: string } | { clonedToken: string }): Promise<void> {
    const request = { v: 1, ...proof, hardware: this.hardware, platform: 'windows' };
    const body = { ...request, deviceName: this.deviceName, agentVersion: AGENT_VERSION };
    const answer = await this.world.request<EnrolmentReply>('POST', '/api/agent/v1/enrolments', { body });
    if (answer.status !== 201)
      throw new CannotHappen(`${this.name} cannot enrol: ${JSON.stringify(answer.body)}`);
    this.enrolled = { deviceId: answer.body.deviceId, token: answer.body.token };
  }

  private async beatIfRunning(): Promise<void> {
    if (this.nextBeatAt !== null) await this.beat();
  }

  private async listsAnew(): Promise<void> {
    this.listed = false;
    await this.beatIfRunning();
  }

  /** What was never answered for and is over now is history. */
  private remember(
    source: PastSpan['source'],
    before: Seen<ProgramObservation> | Seen<ProbeObservation> | undefined,
    until: number,
  ): void {
    if (!before || before.told || this.nextBeatAt === null) return;
    const { id, state, since: from, ...detail } = before.observation;
    const { phase = null, code = null, httpStatus = null } = detail as Partial<Probed>;
    if (from < until) this.backlog.push({ id, source, state, from, until, phase, code, httpStatus });
  }

  private async send(said: Partial<Report>): Promise<void> {
    if (!this.onLine || !this.world.serverIsUp) return;
    const report = this.report({ ...said, ...(this.listed === false ? this.list() : {}) });
    const answer = await this.post('/api/agent/v1/reports', report);
    if (answer.status !== 202)
      throw new CannotHappen(`${this.name}: its report was refused: ${JSON.stringify(answer.body)}`);
    this.answered();
    if (answer.body.wants.includes('certificates') && this.listed !== null) {
      this.listed = false;
      await this.send({});
    }
  }

  private answered(): void {
    this.backlog = [];
    if (this.listed === false) this.listed = true;
    for (const seen of [...this.programs.values(), ...this.probes.values()]) seen.told = true;
  }

  private post(path: string, body: unknown) {
    const headers = { authorization: `Bearer ${this.enrolled?.token ?? ''}` };
    return this.world.request<Reply>('POST', path, { headers, body });
  }

  private list(): Pick<Report, 'certificates'> {
    return { certificates: [...this.plugged.values()] };
  }

  private report(said: Partial<Report>): Report {
    const { boot, instance, session } = this;
    const certificates = this.listed === null ? null : digestOf([...this.plugged.keys()].sort().join());
    return {
      v: 1,
      agent: { boot, instance, session, sequence: ++this.sequence, version: AGENT_VERSION },
      hardware: this.hardware,
      sentAt: this.agentNow,
      policyVersion: 1,
      load: { cpuPercent: 7, memoryPercent: 40, uptimeSeconds: 3600, disks: this.diskLevels() },
      programs: [...this.programs.values()].map(({ observation }) => observation),
      probes: [...this.probes.values()].map(({ observation }) => observation),
      history: this.backlog,
      digests: { inventory: null, certificates },
      spool: { waiting: 0, dropped: 0 },
      ...said,
    };
  }

  private diskLevels(): Report['load']['disks'] {
    return [...this.disks].map(([mount, freePercent]) => ({
      mount,
      totalBytes: DISK_BYTES,
      freeBytes: Math.round((freePercent / 100) * DISK_BYTES),
    }));
  }
}

function entryOf(name: string, role: CertificateRole): CertificateEntry {
  return {
    thumbprint: digestOf(`certificate ${name}`),
    serial: digestOf(name).slice(0, 12).toUpperCase(),
    holder: role.holder,
    organisation: role.organisation,
    units: ['Tỉnh Phú Thọ'],
    email: role.email,
    issuer: 'CA phục vụ các cơ quan Nhà nước G2',
    issuerOrganisation: 'Ban Cơ yếu Chính phủ',
    notBefore: role.notBefore,
    notAfter: role.notAfter,
    store: 'user',
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
