import type { Goodbye } from '../src/contracts/agent/index.js';
import type { DayClock } from './clock.js';
import { type Line, NotAccepted } from './line.js';
import type { SimulatedPc } from './simulated-pc.js';

/** Web systems, which browsers show and agents probe; and programs that run on the PC. Enabled by setup/demo.mjs. */
export const WEB_SYSTEMS = ['motcua', 'hotich', 'dichvucong', 'qlvb'] as const;
const JITTER = 0.1;
/** What the server wants of a PC that it did not know, it gets so soon, real time. */
const WANTED_WITHIN_MS = 800;

/** What all PCs of the province share. */
export interface Surroundings {
  line: Line;
  clock: DayClock;
  /** How often an agent beats in real time, ms: the policy's beat is of the squeezed day. */
  beatMs: number;
  complain: (text: string) => void;
}

/** A simulated PC that lives: it beats, tells changes at once, and can be off or cut off. */
export class DemoPc {
  private timer: NodeJS.Timeout | null = null;
  private isCutOff = false;
  private sending: Promise<void> = Promise.resolve();
  isOn = false;

  constructor(
    readonly pc: SimulatedPc,
    /** As tickets name its center: "Xã Lạc Lương". */
    readonly center: string,
    private readonly token: string,
    private readonly around: Surroundings,
  ) {
    this.allIsWell(around.clock.now());
  }

  /** As tickets name it: "Xã Lạc Lương · Quầy 1". */
  get place(): string {
    return `${this.center} · ${this.pc.facts.name}`;
  }

  /** What happens to the PC, told at once. */
  happens(change: (pc: SimulatedPc, now: number) => void): void {
    change(this.pc, this.around.clock.now());
    if (this.isOn && !this.isCutOff) void this.send();
  }

  /** Nothing leaves the PC while its line is cut; what happens meanwhile is kept. */
  cutOff(isCutOff: boolean): void {
    this.isCutOff = isCutOff;
    if (!isCutOff) void this.send();
  }

  /** Its power is back after a cut: whoever works at it turns it on again. */
  powerBack(): void {
    this.isCutOff = false;
    if (this.isOn) this.comeBack(true);
  }

  /** The last report with its reason; then silence. */
  async leave(reason: Goodbye): Promise<void> {
    if (!this.isOn) return;
    this.vanish();
    await this.send(reason);
  }

  /** Off, without a word. */
  vanish(): void {
    this.isOn = false;
    if (this.timer) clearTimeout(this.timer);
  }

  /** `boots`: it was off; else it slept, or only its agent began anew. */
  comeBack(boots: boolean): void {
    this.pc.startAgain(this.around.clock.now(), boots);
    this.wake();
  }

  /** From its sleep, in which nothing ended. */
  wake(): void {
    this.isOn = true;
    void this.send();
  }

  private allIsWell(now: number): void {
    const { pc } = this;
    for (const id of WEB_SYSTEMS) {
      pc.probed(id, { state: 'ok' }, now);
      pc.sees(id, 'tab', id === 'motcua' || id === 'hotich' ? 'ok' : 'none', now);
    }
    pc.sees('chrome', 'process', 'ok', now);
    pc.sees('chrome', 'window', 'ok', now);
    pc.sees('vgca-sign', 'process', 'ok', now);
    pc.sees('vgca-sign', 'listener', 'ok', now);
  }

  private schedule(inMs: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (!this.isOn) return;
    this.timer = setTimeout(() => void this.send(), inMs);
  }

  /** One report at a time: the sequence that arrives last must be the youngest. */
  private send(reason?: Goodbye): Promise<void> {
    this.sending = this.sending.then(() => this.sendNow(reason));
    return this.sending;
  }

  private async sendNow(reason?: Goodbye): Promise<void> {
    const { line, clock, beatMs, complain } = this.around;
    const jitter = 1 + (Math.random() * 2 - 1) * JITTER;
    if (this.isOn) this.schedule(beatMs * jitter);
    if (this.isCutOff || (!this.isOn && reason === undefined)) return;
    const report = this.pc.report(Math.round(clock.now()), reason);
    try {
      const reply = await clock.during(line.report(this.token, report));
      this.pc.answered(report, reply);
      if (reply.wants.length > 0 && reason === undefined) this.schedule(Math.random() * WANTED_WITHIN_MS);
    } catch (error) {
      complain(`${this.place}: ${error instanceof Error ? error.message : String(error)}`);
      if (error instanceof NotAccepted && error.status < 500) this.isOn = false;
    }
  }
}
