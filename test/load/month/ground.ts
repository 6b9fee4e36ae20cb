import { type Chance } from './chance.js';
import { sessionHolding } from './calendar.js';
import { DAY, MINUTE, type Cause, type OnTime, type Size, type Step, type Waits } from './world.js';

/** Between two causes in one place: a fault that returns sooner belongs to the ticket it had. */
const APART = 15 * MINUTE;
const TRIES = 60;

type NewCause = Pick<Cause, 'kind' | 'expects' | 'scope' | 'family' | 'from' | 'until'> & Partial<Cause>;

/** The month while it is being thought up: who is on when, what is taken already, what happens. */
export class Ground {
  readonly causes: Cause[] = [];
  readonly steps: Step[] = [];
  private readonly taken = new Map<string, [number, number][]>();

  constructor(
    readonly chance: Chance,
    readonly size: Size,
    readonly waits: Waits,
    readonly onTimes: OnTime[][],
  ) {}

  get end(): number {
    return this.size.start + this.size.days * DAY;
  }

  centerOf(pc: number): number {
    return pc % this.size.centers;
  }

  pcsOf(center: number): number[] {
    const { centers, devices } = this.size;
    return Array.from(
      { length: Math.ceil((devices - center) / centers) },
      (_, index) => center + index * centers,
    );
  }

  /** How often something of `rate` per unit and 30 days happens in this month. */
  times(rate: number, units: number): number {
    return this.chance.times((rate * units * this.size.days) / 30);
  }

  /** A moment in a working session with `before` of the session behind it and `after` ahead; null: none was found. */
  moment(before: number, after: number): number | null {
    for (let tries = 0; tries < TRIES; tries++) {
      const instant = this.chance.second(this.size.start, this.end);
      if (sessionHolding(this.size.start, instant - before, instant + after)) return instant;
    }
    return null;
  }

  /** The stretch in which the PC is on all of [from, until]. */
  isOn(pc: number, from: number, until: number): boolean {
    return this.onTimes[pc]!.some((time) => time.on <= from && time.off >= until);
  }

  onAt(pc: number, instant: number): OnTime | undefined {
    return this.onTimes[pc]!.find((time) => time.on <= instant && time.off > instant);
  }

  /** Nothing else near in these places? Then they are taken for [from, until]. */
  take(places: readonly string[], from: number, until: number): boolean {
    const margin = this.waits.reopen + APART;
    const free = places.every((place) =>
      (this.taken.get(place) ?? []).every(
        ([begun, ended]) => until + margin < begun || from - margin > ended,
      ),
    );
    if (free) for (const place of places) this.mark(place, from, until);
    return free;
  }

  mark(place: string, from: number, until: number): void {
    const spans = this.taken.get(place);
    if (spans) spans.push([from, until]);
    else this.taken.set(place, [[from, until]]);
  }

  /** Does [from, until] keep away from what is marked under `place`? */
  clearOf(place: string, from: number, until: number): boolean {
    const margin = this.waits.reopen + APART;
    return (this.taken.get(place) ?? []).every(
      ([begun, ended]) => until + margin < begun || from - margin > ended,
    );
  }

  /** Does [from, until] keep away from what concerns the PC from outside: its center, the server, the system in question? */
  clearAround(pc: number, thing: string | null, from: number, until: number): boolean {
    const places = [`center:${this.centerOf(pc)}`, 'server', ...(thing ? [`web:${thing}`] : [])];
    return places.every((place) => this.clearOf(place, from, until));
  }

  add(cause: NewCause): Cause {
    const whole: Cause = {
      ...{ id: this.causes.length, thing: null, center: null, pcs: [], thumbprint: null, dueAt: null },
      ...cause,
    };
    this.causes.push(whole);
    return whole;
  }
}
