import type { World } from '../play/world.js';
import type { Expectation } from '../judge/expectation.js';
import type { Cast } from './cast.js';

/** Something that happens; told to the world when its moment has come. */
export interface Deed {
  kind: 'deed';
  line: number;
  run(world: World): Promise<void>;
}

/** Everything comes to rest and is compared. */
export interface Look {
  kind: 'look';
  expectations: Expectation[];
}

/** One entry of the timeline. */
export interface Moment {
  line: number;
  /** Epoch ms, on the clocks on the walls of the centers. */
  at: number;
  /** In the order of the file. */
  steps: (Deed | Look)[];
}

/** A scenario file, read and found to make sense. */
export interface Scenario {
  title: string;
  startsAt: number;
  provinceCode: string;
  cast: Cast;
  /** What an administrator has set before the first moment: policy, calendars. */
  settings: Deed[];
  timeline: Moment[];
}
