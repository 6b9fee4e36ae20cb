import type { ServerStanding } from '../../detection/index.js';

/** PCs of one place that reach a system, of those that are on and watch it. */
export interface Counts {
  reaching: number;
  total: number;
}

/** What the server says of now: `unknown` also where its last success is older than the failure. */
export type ServerSays = ServerStanding;

/** The three sides of a verdict about a web system, as numbers. `reaching` and `total` are of the center, or of all. */
export interface Sides extends Counts {
  of: 'device' | 'center' | 'system';
  /** PCs of other centers that reach it; of a system nobody is elsewhere. */
  elsewhere: number;
  /** Centers in which PCs began to fail together. */
  centers: number;
  server: ServerSays;
}
