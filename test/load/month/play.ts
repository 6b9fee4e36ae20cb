import type { Goodbye } from '../../../src/contracts/agent/index.js';
import type { MonthServer } from './server.js';
import type { SimPc } from './sim-pc.js';
import { Watchfulness } from './watchfulness.js';
import { DAY, type Note, type Script, SECOND, type Size, type Step, type Waits } from './world.js';

/** The server's pulse may not pause for longer, or it would rightly think that it had been blind. */
const PULSE = 15 * SECOND;
/** How often the real server stores what the beats said; whether it hears its centers is judged by that. */
const FOLD = 30 * SECOND;
/** Everything else the stages do by themselves, where no deadline asks for it sooner. */
const TICK = 60 * SECOND;
/** How often the real server looks: detection and events every second, presence every two. */
const LOOK = SECOND;
const LOOK_PRESENCE = 2 * SECOND;
const DEADLINES = `SELECT (SELECT MIN(check_at) FROM detection_deadline) AS judge,
  (SELECT MIN(due_at) FROM outbox) AS event, (SELECT MIN(check_at) FROM correlation_deadline) AS gather`;

export interface Played {
  reports: number;
  beats: number;
  /** Not handed over: the server would have looked at a younger one only. */
  beatsSuperseded: number;
  ticks: number;
}

/** Lets the province live through its month. */
export class Player {
  readonly played: Played = { reports: 0, beats: 0, beatsSuperseded: 0, ticks: 0 };
  private now: number;
  /** Among the steps. */
  private next = 0;
  private flushed: number;
  private nextPulse: number;
  private nextFold: number;
  private nextTick: number;
  private nextDeadline = Infinity;
  private upSince: number;
  /** Everybody speaks, and nothing arrives. */
  private lineLost = false;
  /** When a beat of each center was last handed over. */
  private readonly centerSent: number[];
  /** By the second of the beat interval in which they speak. */
  private readonly beating: Set<SimPc>[];
  private readonly watchfulness: Watchfulness;
  private readonly longestPause: number;
  /** Gone without a word: the moment at which the server gives them up counts to the second. */
  private readonly quiet = new Set<SimPc>();

  constructor(
    private readonly server: MonthServer,
    private readonly script: Script,
    private readonly pcs: readonly SimPc[],
    private readonly size: Size,
    waits: Waits,
    private readonly progress: (text: string) => void,
  ) {
    this.now = this.flushed = this.upSince = size.start;
    this.nextPulse = size.start + PULSE;
    this.nextFold = size.start + FOLD;
    this.nextTick = size.start + TICK;
    this.watchfulness = new Watchfulness(script, pcs, size, 4 * waits.beat);
    this.longestPause = 3 * waits.beat;
    this.centerSent = Array.from({ length: size.centers }, () => size.start);
    this.beating = Array.from({ length: waits.beat / SECOND }, () => new Set<SimPc>());
  }

  /** To the end of the script, or to some moment before it; may be called again to go on from there. */
  async play(end = this.size.start + this.size.days * DAY): Promise<Played> {
    const { steps } = this.script;
    while (this.now < end) {
      const to = Math.min(steps[this.next]?.at ?? Infinity, this.nextPulse, this.nextDeadline, end);
      if (Math.floor((to - this.size.start) / DAY) > Math.floor((this.now - this.size.start) / DAY))
        this.tellDay(to);
      await this.beatUntil(to);
      const together: Step[] = [];
      while (steps[this.next] && steps[this.next]!.at <= to) together.push(steps[this.next++]!);
      if (together.length > 0) await this.happen(together);
      if (to >= Math.min(this.nextPulse, this.nextDeadline)) await this.tick(to);
    }
    return this.played;
  }

  private tellDay(to: number): void {
    const day = Math.floor((to - this.size.start) / DAY);
    this.progress(
      `day ${day} of ${this.size.days} lived, ${this.played.beats} beats, ${this.played.reports} reports`,
    );
  }

  /** Every PC that is on speaks in its second; what says nothing new goes straight to the journal. */
  private async beatUntil(to: number): Promise<void> {
    let commits: Promise<void>[] = [];
    for (let second = this.flushed + SECOND; second <= to; second += SECOND) {
      const speaking = this.beating[(second / SECOND) % this.beating.length]!;
      if (speaking.size === 0) continue;
      const aloud: SimPc[] = [];
      for (const pc of speaking) {
        if (pc.muted || !this.hears) continue;
        if (pc.mustSpeak) aloud.push(pc);
        else if (this.matters(pc, second)) commits.push(this.beat(pc, second));
        else this.skip(pc);
      }
      if (aloud.length > 0) {
        this.moveTo(second);
        await Promise.all(aloud.map((pc) => this.speak(pc)));
        await this.server.handleEvents();
      }
      if (commits.length > 5_000) {
        await Promise.all(commits);
        commits = [];
      }
    }
    await Promise.all(commits);
    this.flushed = to;
    this.moveTo(to);
  }

  private get hears(): boolean {
    return this.server.up && !this.lineLost;
  }

  /** Would anybody miss this beat: of the PC itself, or of its center between two looks at the server's line? */
  private matters(pc: SimPc, second: number): boolean {
    return (
      second + this.beating.length * SECOND - pc.lastSent > this.longestPause ||
      second - this.centerSent[this.centerOf(pc)]! >= FOLD ||
      this.watchfulness.isNear(pc, second)
    );
  }

  private centerOf(pc: SimPc): number {
    return pc.place % this.size.centers;
  }

  private moveTo(instant: number): void {
    this.now = instant;
    this.server.clock.moveTo(instant);
  }

  private beat(pc: SimPc, receivedAt: number): Promise<void> {
    this.played.beats += 1;
    this.centerSent[this.centerOf(pc)] = receivedAt;
    pc.lastSent = receivedAt;
    pc.sequence += 1;
    const { deviceId, speaker: instance, sequence, skewMs } = pc;
    const beat = {
      deviceId,
      session: 1,
      instance,
      sequence,
      receivedAt,
      skewMs,
      cpuPercent: 9,
      memoryPercent: 41,
    };
    return this.server.journal.add({ beat, accepted: null, receipts: [] });
  }

  /** It was sent, but a younger one is there before anybody looks. */
  private skip(pc: SimPc): void {
    this.played.beatsSuperseded += 1;
    pc.sequence += 1;
  }

  /** A whole report through the server's own acceptance; what nobody answers is said again with the next beat. */
  private async speak(pc: SimPc, goodbye?: Goodbye): Promise<void> {
    if (!this.hears || pc.muted) {
      pc.mustSpeak = true;
      return;
    }
    this.played.reports += 1;
    const { deviceId, centerId, hardware } = pc;
    const identity = { deviceId, centerId, hardware, revokedAt: null };
    await this.server.ingest.accept(identity, pc.report(this.now, goodbye));
    pc.answered(this.now);
    this.quiet.delete(pc);
    for (const note of pc.notes.splice(0)) this.due(note, this.now, note.since ?? this.now);
  }

  private due({ cause: id, wait }: Note, told: number, since: number): void {
    const cause = this.script.causes[id]!;
    cause.dueAt = Math.min(cause.dueAt ?? Infinity, Math.max(told, since + wait));
  }

  private async happen(steps: readonly Step[]): Promise<void> {
    const speaking: Promise<void>[] = [];
    for (const step of steps) {
      if (step.deed.kind === 'server-down') {
        await Promise.all(speaking);
        await this.server.stop();
      } else if (step.deed.kind === 'server-up') await this.comeUp();
      else if (step.deed.kind === 'line-lost') this.lineLost = true;
      else if (step.deed.kind === 'line-back') this.hearAgain();
      else speaking.push(this.undergo(this.pcs[step.pc]!, step));
    }
    await Promise.all(speaking);
    if (!this.server.up) return;
    await this.server.handleEvents();
    await this.findDeadline();
  }

  /** What was on goes on beating; the server cannot know what it missed, so each says everything once more. */
  private async comeUp(): Promise<void> {
    await this.server.start();
    this.upSince = this.now;
    this.hearAgain();
  }

  private hearAgain(): void {
    this.lineLost = false;
    for (const pc of this.pcs) pc.mustSpeak = pc.on;
  }

  private async undergo(pc: SimPc, { deed, note }: Step): Promise<void> {
    if (deed.kind === 'on') {
      pc.switchOn(this.now);
      this.beatsOf(pc).add(pc);
      return this.speak(pc);
    }
    if (deed.kind === 'off') return this.switchOff(pc, deed.bye, note);
    if (deed.kind === 'mute' && pc.on) {
      this.quiet.add(pc);
      if (note) this.due(note, 0, Math.max(pc.lastSent, this.upSince));
    }
    pc.undergo(deed);
    if (note && deed.kind !== 'mute') pc.notes.push(note);
    if (pc.on && !pc.muted && deed.kind !== 'unmute') await this.speak(pc);
  }

  private async switchOff(pc: SimPc, bye: Goodbye | null, note?: Note): Promise<void> {
    if (!pc.on) return;
    this.beatsOf(pc).delete(pc);
    if (bye === null) {
      this.quiet.add(pc);
      if (note) this.due(note, 0, Math.max(pc.lastSent, this.upSince));
    } else {
      if (note) pc.notes.push(note);
      await this.speak(pc, bye);
    }
    pc.switchOff(bye);
  }

  private beatsOf(pc: SimPc): Set<SimPc> {
    return this.beating[(pc.place * 7) % this.beating.length]!;
  }

  private async tick(to: number): Promise<void> {
    const whole = to >= this.nextTick || to >= this.nextDeadline;
    const fold = to >= this.nextFold;
    this.nextPulse = to + PULSE;
    if (fold) this.nextFold = to + FOLD;
    if (whole) this.nextTick = to + TICK;
    if (!this.server.up) {
      // It looks again when it is up: a deadline of before must not hold the time.
      this.nextDeadline = Infinity;
      return;
    }
    if (fold) await this.server.hear();
    if (!whole) return this.server.pulse();
    this.played.ticks += 1;
    await this.server.tick();
    await this.findDeadline();
  }

  /** The next moment at which a look of the running server would find something; looks that find nothing are left out. */
  private async findDeadline(): Promise<void> {
    this.nextDeadline = Infinity;
    if (!this.server.up) return;
    const row = await this.server.reader.row<Record<'judge' | 'event' | 'gather', number | null>>(DEADLINES);
    const presence = await this.quietDeadline();
    const looks = [
      [row?.judge, LOOK],
      [row?.event, LOOK],
      [row?.gather, LOOK],
      [presence, LOOK_PRESENCE],
    ] as const;
    for (const [instant, period] of looks) {
      if (instant === null || instant === undefined) continue;
      const look = Math.max(Math.ceil(instant / period) * period, this.now + LOOK);
      this.nextDeadline = Math.min(this.nextDeadline, look);
    }
  }

  private async quietDeadline(): Promise<number | null> {
    if (this.quiet.size === 0) return null;
    const ids = [...this.quiet].map(({ deviceId }) => deviceId);
    const rows = await this.server.reader.rows<{ id: number; checkAt: number | null }>(
      `SELECT device_id AS id, check_at AS "checkAt" FROM device_state WHERE device_id IN (${ids.join(', ')})`,
    );
    const deadlines = new Map(rows.map(({ id, checkAt }) => [id, checkAt]));
    for (const pc of this.quiet) {
      // Given up, or back: from here on the ordinary ticks are enough.
      if ((deadlines.get(pc.deviceId) ?? null) === null) this.quiet.delete(pc);
    }
    const left = [...deadlines.values()].filter((instant) => instant !== null);
    return left.length > 0 ? Math.min(...left) : null;
  }
}
