import type { DayClock } from './clock.js';
import type { DemoPc } from './demo-pc.js';
import type { SimulatedPc } from './simulated-pc.js';

/** PCs of the province by center, Lạc Lương first; only numbered counters, to which faults happen. */
export interface Stage {
  /** Every PC of each center. */
  centers: readonly (readonly DemoPc[])[];
  counters: readonly (readonly DemoPc[])[];
  everyone: readonly DemoPc[];
  /** Those that the script counts on: nobody who works at them is late or on leave. */
  needed: ReadonlySet<DemoPc>;
}

/** So many counters of each center may be cast alone. */
export const CAST_COUNTERS = 3;

/** The ticket that a scene must leave behind, and no second one. */
export interface Wanted {
  /** As tickets name it: the PC, the center, or the whole province. */
  place: string;
  /** Part of the English title, where the place alone does not tell. */
  title?: string;
  /** When it must open, epoch ms. */
  from: number;
  until: number;
  /** By itself, once the fault is over; a certificate's goes on. */
  resolves: boolean;
}

/** One fault of the day, or what looks like one. Times are of the simulated day, "08:12". */
export interface Scene {
  vi: string;
  en: string;
  from: string;
  until: string;
  /** Whom it happens to on the `day`-th day: others each time. */
  cast(stage: Stage, day: number): readonly DemoPc[];
  begin(pcs: readonly DemoPc[], clock: DayClock): void;
  end(pcs: readonly DemoPc[]): void;
  /** What the server must make of it: one ticket that resolves itself, for the PC, its center or a whole system; or none. */
  expects: 'ticket-of-pc' | 'ticket-of-center' | 'ticket-of-system' | 'nothing';
  /** Not before: what happened in working hours may be judged only after lunch. */
  opensFrom?: string;
  title?: string;
}

/** The centers as they are numbered on the `day`-th day: every scene has its own number, so that no two meet in a center. */
function centerOf<T>(centers: readonly (readonly T[])[], number: number, day: number): readonly T[] {
  return centers[(number + day) % centers.length] ?? [];
}

/** One counter of a center. */
export function counterOf(number: number): Scene['cast'] {
  return ({ counters }, day) => {
    const center = centerOf(counters, number, day);
    const pc = center[(number + day) % Math.min(center.length, CAST_COUNTERS)];
    return pc ? [pc] : [];
  };
}

/** All its PCs. */
export function wholeCenter(number: number): Scene['cast'] {
  return ({ centers }, day) => centerOf(centers, number, day);
}

export function countersOf(number: number): Scene['cast'] {
  return ({ counters }, day) => centerOf(counters, number, day);
}

/** The counters of every center whose number `belongs`. */
export function countersWhere(belongs: (number: number) => boolean): Scene['cast'] {
  return ({ counters }, day) =>
    counters
      .filter((_, index) => belongs((index - (day % counters.length) + counters.length) % counters.length))
      .flat();
}

/** A change of state, told at once by each PC. */
export function each(change: (pc: SimulatedPc, now: number) => void): (pcs: readonly DemoPc[]) => void {
  return (pcs) => pcs.forEach((pc) => pc.happens(change));
}
