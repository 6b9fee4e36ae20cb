import type { World } from '../play/world.js';
import type { Cast } from '../format/cast.js';
import type { Part } from '../format/part.js';

export interface VerbContext {
  cast: Cast;
  /** The moment at which it happens, epoch ms. */
  at: number;
}

export type Happening = (world: World) => Promise<void>;

/** One word of the timeline: reads what stands behind it, refuses what makes no sense, and hands back what is to be done. */
export interface Verb {
  read(part: Part, context: VerbContext): Happening;
}

/** A verb whose value is one or more PCs. */
export function onPcs(act: (world: World, pcs: string[]) => Promise<void>): Verb {
  return {
    read: (part, { cast }) => {
      const pcs = cast.pcList(part);
      return (world) => act(world, pcs);
    },
  };
}
