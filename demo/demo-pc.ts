import type { Goodbye } from '../src/contracts/agent/index.js';
import { type Line, NotAccepted } from './line.js';
import type { SimulatedPc } from './simulated-pc.js';

/** Web systems, which browsers show and agents probe; and programs that run on the PC. Enabled by setup/demo.mjs. */
export const WEB_SYSTEMS = ['motcua', 'hotich', 'dichvucong', 'qlvb'] as const;
const JITTER = 0.1;

/** A simulated PC that lives: it beats, tells changes at once, and can be off or cut off. */
export class DemoPc {
  private timer: NodeJS.Timeout | null = null;
  private isOn = true;
  private isCutOff = false;
  private sending: Promise<void> = Promise.resolve();
  private beatSeconds = 10;

  constructor(
    readonly pc: SimulatedPc,
    /** As tickets name it: "Xã Lạc Lương · Quầy 1". */
    readonly place: string,
    private readonly token: string,
    private readonly line: Line,
    private readonly complain: (text: string) => void,
  ) {
    this.allIsWell(Date.now());
  }

  /** Begins to beat, at some moment of the first beat, as PCs of a province do. */
  start(): void {
    this.schedule(Math.random() * this.beatSeconds * 1000);
  }

  /** What happens to the PC, told at once. */
  happens(change: (pc: SimulatedPc, now: number) => void): void {
    change(this.pc, Date.now());
    if (this.isOn && !this.isCutOff) void this.send();
  }

  /** Nothing leaves the PC while its line is cut; what happens meanwhile is kept. */
  cutOff(isCutOff: boolean): void {
    this.isCutOff = isCutOff;
    if (!isCutOff) void this.send();
  }

  /** The last report with its reason; then silence. */
  async leave(reason: Goodbye): Promise<void> {
    this.isOn = false;
    if (this.timer) clearTimeout(this.timer);
    await this.send(reason);
  }

  comeBack(bootsToo: boolean): void {
    this.pc.startAgain(Date.now(), bootsToo);
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
    const jitter = 1 + (Math.random() * 2 - 1) * JITTER;
    if (this.isOn) this.schedule(this.beatSeconds * 1000 * jitter);
    if (this.isCutOff || (!this.isOn && reason === undefined)) return;
    const report = this.pc.report(Date.now(), reason);
    try {
      const reply = await this.line.report(this.token, report);
      this.pc.answered(report, reply);
      this.beatSeconds = reply.nextBeatSeconds;
      if (reply.wants.length > 0 && reason === undefined) this.schedule(200 + Math.random() * 800);
    } catch (error) {
      this.complain(`${this.place}: ${error instanceof Error ? error.message : String(error)}`);
      if (error instanceof NotAccepted && error.status < 500) this.isOn = false;
    }
  }
}
