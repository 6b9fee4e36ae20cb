import { randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import type { PastSpan, ProgramObservation, Report } from '../../../src/contracts/agent/index.js';
import type { TestDevice } from '../../factories/app.js';
import { pause } from '../random.js';

/** What was answered 202, in the agents' own books: the measure that the database is held against. */
export interface Answered {
  deviceId: number;
  instance: string;
  sequence: number;
}

export interface AnsweredState {
  deviceId: number;
  id: string;
  source: string;
  state: string;
  since: number;
}

export class Books {
  readonly reports: Answered[] = [];
  readonly states = new Map<string, AnsweredState>();
  readonly unexpected = new Map<number, number>();
  unanswered = 0;
}

const SESSION = 1;
const EAGER_MS = 1_000;
const LONGEST_BACKOFF_MS = 8_000;

const detail = { phase: null, code: null, httpStatus: null };

/**
 * One PC with the habits of the real agent: reports one after the other, a state that ended before any report of it was
 * answered becomes history, a lost answer makes it send again, and some restart. Only what it sees is made up.
 */
export class SimulatedAgent {
  private instance = randomUUID();
  private sequence = 0;
  private failures = 0;
  private history: PastSpan[] = [];
  private readonly told = new Set<string>();
  private readonly seen = new Map<string, ProgramObservation>();
  private lastInstant = 0;
  private tabHungUntil = 0;
  /** The body whose answer did not come. */
  private lost: Report | null = null;

  constructor(
    readonly device: TestDevice,
    private readonly http: Agent,
    private readonly books: Books,
    private readonly random: () => number,
    private readonly habits: { hangs: boolean; backsOff: boolean },
  ) {
    for (const [id, source] of [
      ['hotich', 'tab'],
      ['vgca-sign', 'process'],
      ['vgca-sign', 'listener'],
    ] as const)
      this.see(id, source, 'ok');
  }

  /** Beats until `ended` says so. `url` is null while no server listens. */
  async live(url: () => string | null, ended: () => boolean): Promise<void> {
    await pause(this.random() * EAGER_MS);
    while (!ended()) {
      this.happen();
      await this.beat(url());
      await pause(this.wait());
    }
  }

  /** Everything is well again, and stays so. */
  heal(): void {
    this.tabHungUntil = 0;
    this.habits.hangs = false;
    this.see('hotich', 'tab', 'ok');
    this.see('vgca-sign', 'listener', 'ok');
  }

  /** Sends until what holds now is answered. */
  async settle(url: string): Promise<void> {
    do {
      await this.beat(url);
      if (this.isUntold()) await pause(200);
    } while (this.isUntold());
  }

  get present(): readonly ProgramObservation[] {
    return [...this.seen.values()];
  }

  private isUntold(): boolean {
    return (
      this.lost !== null || this.history.length > 0 || this.present.some((one) => !this.told.has(keyOf(one)))
    );
  }

  private wait(): number {
    const jitter = 0.7 + this.random() * 0.6;
    if (!this.habits.backsOff || this.failures === 0) return EAGER_MS * jitter;
    return Math.min(LONGEST_BACKOFF_MS, EAGER_MS * 2 ** this.failures) * jitter;
  }

  private happen(): void {
    if (this.random() < 0.005) {
      this.instance = randomUUID();
      this.sequence = 0;
      this.lost = null;
    }
    if (this.random() < 0.15) {
      const { state } = this.seen.get('listener/vgca-sign')!;
      this.see('vgca-sign', 'listener', state === 'ok' ? 'not_listening' : 'ok');
    }
    if (!this.habits.hangs) return;
    const tab = this.seen.get('tab/hotich')!;
    if (tab.state === 'ok' && this.random() < 0.06) {
      this.tabHungUntil = Date.now() + 4_000 + this.random() * 8_000;
      this.see('hotich', 'tab', 'not_responding');
    } else if (tab.state !== 'ok' && Date.now() > this.tabHungUntil) this.see('hotich', 'tab', 'ok');
  }

  private see(id: string, source: ProgramObservation['source'], state: ProgramObservation['state']): void {
    const key = `${source}/${id}`;
    const before = this.seen.get(key);
    if (before?.state === state) return;
    this.lastInstant = Math.max(Date.now(), this.lastInstant + 1);
    if (before && !this.told.has(keyOf(before))) {
      const { since: from } = before;
      this.history.push({ id, source, state: before.state, from, until: this.lastInstant, ...detail });
    }
    this.seen.set(key, { id, source, state, since: this.lastInstant });
  }

  private async beat(url: string | null): Promise<void> {
    const report = this.lost !== null && this.random() < 0.5 ? this.lost : this.report();
    const status = url === null ? 0 : await this.send(url, JSON.stringify(report));
    if (status === 202) this.answered(report);
    else {
      if (status !== 0 && status !== 503)
        this.books.unexpected.set(status, (this.books.unexpected.get(status) ?? 0) + 1);
      this.books.unanswered += 1;
      this.failures += 1;
      this.lost = report;
    }
  }

  private answered(report: Report): void {
    const { deviceId } = this.device;
    const { instance, sequence } = report.agent;
    this.failures = 0;
    this.lost = null;
    this.books.reports.push({ deviceId, instance, sequence });
    const past = report.history.map(({ id, source, state, from }) => ({ id, source, state, since: from }));
    for (const one of [...report.programs, ...past]) {
      this.told.add(keyOf(one));
      this.books.states.set(`${deviceId}/${keyOf(one)}`, { deviceId, ...one });
    }
    this.history = this.history.filter(
      ({ id, source, from }) => !this.told.has(keyOf({ id, source, since: from })),
    );
  }

  private report(): Report {
    return {
      v: 1,
      agent: {
        boot: 'boot-of-the-test',
        instance: this.instance,
        session: SESSION,
        sequence: ++this.sequence,
        version: '0.1.0',
      },
      hardware: this.device.hardware,
      sentAt: Date.now(),
      policyVersion: 1,
      load: {
        cpuPercent: Math.round(this.random() * 100),
        memoryPercent: 40,
        uptimeSeconds: 3600,
        disks: [{ mount: 'C:', totalBytes: 100_000_000_000, freeBytes: 50_000_000_000 }],
      },
      programs: [...this.present],
      probes: [],
      history: this.history.slice(0, 200),
      digests: { inventory: null, certificates: null },
      spool: { waiting: 0, dropped: 0 },
    };
  }

  /** The status of the answer; 0 when none came. */
  private send(url: string, body: string): Promise<number> {
    return new Promise((resolve) => {
      const outgoing = request(
        `${url}/api/agent/v1/reports`,
        {
          method: 'POST',
          agent: this.http,
          timeout: 10_000,
          headers: {
            ...this.device.headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (answer) => {
          answer.on('error', () => undefined);
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      outgoing.on('timeout', () => outgoing.destroy());
      outgoing.on('error', () => resolve(0));
      outgoing.end(body);
    });
  }
}

/** A state of one source of one program, named by when it began. */
export function keyOf({ id, source, since }: { id: string; source: string; since: number }): string {
  return `${source}/${id}/${since}`;
}
