import { createHash } from 'node:crypto';
import type { CertificateEntry, Goodbye, Report } from '../../../src/contracts/agent/index.js';
import { BROWSER, type Deed, HELPER, type Note, type Seen, WEB_SYSTEMS } from './world.js';

const DISK_BYTES = 100_000_000_000;
/** How an agent's two ids and its list of certificates look. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A PC as its agent tells of it. */
export class SimPc {
  on = false;
  muted = false;
  /** The next beat goes the whole way: the server may have missed something. */
  mustSpeak = false;
  sequence = 0;
  lastSent = 0;
  /** What else its agent watches; nothing ever happens to it. */
  more: readonly Pick<Seen, 'source' | 'thing'>[] = [];
  /** What waits for the first answer to be due. */
  notes: Note[] = [];
  readonly hardware: string;
  private starts = 0;
  private slept = false;
  private instance = '';
  private readonly seen = new Map<string, Seen>();
  private freePercent = 50;
  private certificates: CertificateEntry[] | null = null;
  private untold: CertificateEntry[] | null = null;

  constructor(
    readonly place: number,
    readonly deviceId: number,
    readonly centerId: number,
    private readonly ordinaryOff: number,
    private clockOff = ordinaryOff,
  ) {
    this.hardware = digestOf(`month hardware ${place}`);
  }

  get speaker(): string {
    return this.instance;
  }

  get skewMs(): number {
    return -this.clockOff;
  }

  switchOn(now: number): void {
    this.on = true;
    this.muted = false;
    if (!this.slept) {
      this.starts += 1;
      this.instance = `month-${this.place}-${this.starts}`;
      this.sequence = 0;
    }
    this.slept = false;
    this.startAfresh(now);
  }

  switchOff(bye: Goodbye | null): void {
    this.on = false;
    this.slept = bye === 'sleep';
  }

  /** Takes in what happened to the PC. Instants of `seen` are the true time; the agent tells them by its own clock. */
  undergo(deed: Deed): void {
    if (deed.kind === 'say') this.look(deed.seen);
    if (deed.kind === 'disk') this.freePercent = deed.freePercent;
    if (deed.kind === 'clock') this.clockOff = deed.offMs === 0 ? this.ordinaryOff : deed.offMs;
    if (deed.kind === 'certificates') this.untold = this.certificates = deed.entries;
    if (deed.kind === 'mute') this.muted = true;
    if (deed.kind === 'unmute') {
      this.muted = false;
      this.mustSpeak = true;
    }
  }

  report(now: number, goodbye?: Goodbye): Report {
    const seen = [...this.seen.values()];
    const certificates = this.untold ?? undefined;
    return {
      v: 1,
      agent: {
        ...{ boot: this.instance, instance: this.instance, session: 1, sequence: ++this.sequence },
        version: '0.1.0',
      },
      hardware: this.hardware,
      sentAt: now + this.clockOff,
      policyVersion: 1,
      load: {
        ...{ cpuPercent: 9, memoryPercent: 41, uptimeSeconds: 3_600 },
        disks: [
          { mount: 'C:', totalBytes: DISK_BYTES, freeBytes: (DISK_BYTES * (this.freePercent + 0.5)) / 100 },
        ],
      },
      programs: seen.filter(({ source }) => source !== 'probe').map((one) => this.program(one)),
      probes: seen.filter(({ source }) => source === 'probe').map((one) => this.probe(one, now)),
      history: [],
      digests: {
        inventory: null,
        certificates: this.certificates && digestOf(JSON.stringify(this.certificates)),
      },
      spool: { waiting: 0, dropped: 0 },
      ...(certificates ? { certificates } : {}),
      ...(goodbye ? { goodbye } : {}),
    };
  }

  /** The server has it. */
  answered(now: number): void {
    this.lastSent = now;
    this.untold = null;
    this.mustSpeak = false;
  }

  private startAfresh(now: number): void {
    for (const thing of WEB_SYSTEMS) {
      this.look({ source: 'probe', thing, state: 'ok', since: now });
      this.look({ source: 'tab', thing, state: 'ok', since: now });
    }
    this.look({ source: 'process', thing: HELPER, state: 'ok', since: now });
    this.look({ source: 'listener', thing: HELPER, state: 'ok', since: now });
    this.look({ source: 'window', thing: BROWSER, state: 'ok', since: now });
    for (const one of this.more) this.look({ ...one, state: 'ok', since: now });
  }

  private look(seen: Seen): void {
    this.seen.set(`${seen.source}/${seen.thing}`, { ...seen, since: seen.since + this.clockOff });
  }

  private program({ thing, source, state, since }: Seen): Report['programs'][number] {
    return { id: thing, source, state, since } as Report['programs'][number];
  }

  private probe(
    { thing, state, since, phase, code, httpStatus }: Seen,
    now: number,
  ): Report['probes'][number] {
    const reached = state === 'ok' ? 200 : (httpStatus ?? null);
    return {
      ...{ id: thing, state: state as 'ok', since, at: now + this.clockOff },
      ...{ phase: phase ?? null, code: code ?? null, httpStatus: reached },
      timesMs: { dns: 5, tcp: 10, tls: 20, http: 100 },
    };
  }
}
