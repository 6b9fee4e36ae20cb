import type { PastSpan, ProbeObservation } from '../../src/contracts/agent/index.js';
import type { ProgramBelief } from '../runtime/observations.js';

/** What was believed when the agent last wrote it down, so that a crash does not lose when a state began. */
export interface OpenStates {
  boot: string;
  /** Agent clock of the writing: until then the beliefs are known to have held. */
  at: number;
  programs: ProgramBelief[];
  probes: ProbeObservation[];
  /** Keys of the beliefs that some answered report already carried; these need no history when they end. */
  answered: string[];
}

/** The oldest spans, lent for one report. Exactly one of the three is called. */
export interface Batch {
  readonly spans: readonly PastSpan[];
  /** The server answered for them: they leave the spool. */
  accept(): void;
  /** They stay for the next report. */
  keep(): void;
  /** The server will never take them: they leave and count as dropped. */
  reject(): void;
}

/** The bounded store of what the server has not answered for. Full, it drops the oldest and counts them. */
export interface Spool {
  append(spans: readonly PastSpan[]): void;
  /** One batch is out at a time. */
  begin(limit: number): Batch;
  readonly waiting: number;
  /** How many were dropped since this spool was made. */
  readonly dropped: number;
  /** The PC's clock was moved while these waited. */
  shift(milliseconds: number): void;
  saveOpen(states: OpenStates, options: { durable: boolean }): void;
  loadOpen(): OpenStates | null;
  close(): void;
}

export interface SpoolLimits {
  spans: number;
  bytes: number;
}

/** A day of a PC on which ten programs change every three minutes; about a megabyte. */
export const SPOOL_LIMITS: SpoolLimits = { spans: 5_000, bytes: 1024 * 1024 };
