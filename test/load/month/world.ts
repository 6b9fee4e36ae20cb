import type {
  CertificateEntry,
  Goodbye,
  ProbeCode,
  ProbePhase,
  ProgramSource,
} from '../../../src/contracts/agent/index.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The policy's numbers, as data: how long a fault must last before it deserves a ticket. Milliseconds, percent, days. */
export interface Waits {
  beat: number;
  /** From the last sign of life to the verdict. */
  silent: number;
  /** How long a silent PC waits for the others of its center. */
  gather: number;
  hung: number;
  missing: number;
  notListening: number;
  unreachable: number;
  failing: number;
  slow: number;
  reopen: number;
  diskPercent: number;
  clockSkew: number;
  firstTierDays: number;
  /** Whole working days off before somebody should look. */
  offDays: number;
}

/** What really happened; `expects` is the label. Instants are epoch ms. */
export interface Cause {
  id: number;
  kind: string;
  expects: 'ticket' | 'nothing';
  scope: 'pc' | 'center' | 'all';
  /** What kind of ticket could be about it: presence, program, web, disk, clock, certificate, recurring, server-line. */
  family: string;
  thing: string | null;
  /** Places in the world's lists. */
  center: number | null;
  pcs: readonly number[];
  from: number;
  until: number;
  thumbprint: string | null;
  /** When policy allows the first ticket, by what the server could have heard; filled while the month is played. */
  dueAt: number | null;
}

/** Ties what an agent does to a cause: the ticket is due `wait` after `since` (absent: after the last sign of life). */
export interface Note {
  cause: number;
  since?: number;
  wait: number;
}

/** A stretch in which a PC is switched on. */
export interface OnTime {
  on: number;
  off: number;
  /** Null: it went without a word. */
  bye: Goodbye | null;
  note?: Note;
}

export interface Seen {
  source: ProgramSource | 'probe';
  thing: string;
  state: string;
  since: number;
  phase?: ProbePhase;
  code?: ProbeCode;
  httpStatus?: number;
}

export type Deed =
  | { kind: 'on' }
  | { kind: 'off'; bye: Goodbye | null }
  | { kind: 'mute' }
  | { kind: 'unmute' }
  | { kind: 'say'; seen: Seen }
  | { kind: 'disk'; freePercent: number }
  | { kind: 'clock'; offMs: number }
  | { kind: 'certificates'; entries: CertificateEntry[] }
  | { kind: 'server-down' }
  | { kind: 'server-up' }
  | { kind: 'line-lost' }
  | { kind: 'line-back' };

/** One thing that happens, at a whole second. `pc` is -1 for the server. */
export interface Step {
  at: number;
  pc: number;
  deed: Deed;
  note?: Note;
}

export interface Size {
  seed: number;
  days: number;
  centers: number;
  devices: number;
  /** Midnight, in Viet Nam, of the first day. */
  start: number;
}

export interface Script {
  causes: Cause[];
  steps: Step[];
  /** Ordinary offset of each PC's clock, agent minus server, ms. */
  clockOff: readonly number[];
}

/** Systems that every PC watches; `.test` is nobody's. */
export const WEB_SYSTEMS = ['motcua', 'hotich'] as const;
export const HELPER = 'vgca-sign';
export const BROWSER = 'chrome';
