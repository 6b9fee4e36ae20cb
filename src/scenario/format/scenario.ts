import type { World } from '../play/world.js';
import type { Expectation } from '../judge/expectation.js';
import type { Cast } from './cast.js';

/** Something that happens; told to the world when its moment has come. */
export interface Deed {
  line: number;
  run(world: World): Promise<void>;
}

/** One entry of the timeline. */
export interface Moment {
  line: number;
  /** Epoch ms, on the clocks on the walls of the centers. */
  at: number;
  deeds: Deed[];
  expect: Expectation[];
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
