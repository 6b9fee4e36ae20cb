import type { SimPc } from './sim-pc.js';
import type { Script, Size } from './world.js';

/**
 * When every single beat of a PC matters: shortly before anything happens to it, before its center may fall silent, before
 * the server goes down. At other times the server looks so seldom that of several beats it sees the youngest alone.
 */
export class Watchfulness {
  /** Of each PC, ascending. */
  private readonly moments: number[][];
  private readonly next: number[];

  constructor(
    script: Script,
    pcs: readonly SimPc[],
    { centers }: Size,
    private readonly ahead: number,
  ) {
    this.moments = pcs.map(() => []);
    this.next = pcs.map(() => 0);
    const ofCenter = Array.from({ length: centers }, (): SimPc[] => []);
    for (const pc of pcs) ofCenter[pc.place % centers]!.push(pc);
    for (const { at, pc, deed } of script.steps) {
      if (deed.kind === 'server-up' || deed.kind === 'line-back') continue;
      const goesSilent = deed.kind === 'mute' || (deed.kind === 'off' && deed.bye === null);
      const affected = pc < 0 ? pcs : goesSilent ? ofCenter[pc % centers]! : [pcs[pc]!];
      for (const { place } of affected) if (this.moments[place]!.at(-1) !== at) this.moments[place]!.push(at);
    }
  }

  /** Asked with instants that never go back. */
  isNear({ place }: SimPc, instant: number): boolean {
    const moments = this.moments[place]!;
    while ((moments[this.next[place]!] ?? Infinity) < instant) this.next[place]! += 1;
    return (moments[this.next[place]!] ?? Infinity) - instant <= this.ahead;
  }
}
