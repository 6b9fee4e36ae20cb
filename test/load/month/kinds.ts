import {
  type Deed,
  BROWSER,
  HELPER,
  HOUR,
  MINUTE,
  SECOND,
  type Seen,
  type Waits,
  WEB_SYSTEMS,
} from './world.js';

type Span = readonly [from: number, to: number];

/** A short trouble of one PC while it is on: what its agent says when it begins and when it is over. */
export interface ShortKind {
  kind: string;
  expects: 'ticket' | 'nothing';
  family: string;
  /** Times per PC in 30 days. */
  rate: number;
  /** Milliseconds. */
  lasts: (waits: Waits) => Span;
  wait: (waits: Waits) => number;
  /** How long the agent needs to be sure, after which it says so at once. */
  noticedAfter: Span;
  thing: readonly string[] | null;
  begins: (thing: string, since: number) => Deed;
  ends: (thing: string, since: number) => Deed;
}

const say = (seen: Omit<Seen, 'thing' | 'since'>) => ({
  begins: (thing: string, since: number): Deed => ({ kind: 'say', seen: { ...seen, thing, since } }),
  ends: (thing: string, since: number): Deed => ({
    kind: 'say',
    seen: { source: seen.source, state: 'ok', thing, since },
  }),
});
const unheard = { begins: (): Deed => ({ kind: 'mute' }), ends: (): Deed => ({ kind: 'unmute' }) };

/** Clearly longer than the policy waits, and clearly shorter: what is told late or ends between two looks decides nothing. */
const above =
  (wait: (waits: Waits) => number, longest: number) =>
  (waits: Waits): Span => [wait(waits) + MINUTE, wait(waits) + longest];
const below =
  (wait: (waits: Waits) => number, noticed: number) =>
  (waits: Waits): Span => [noticed + 2 * SECOND, Math.max(noticed + 3 * SECOND, 0.8 * wait(waits))];

const LOOK: Span = [6 * SECOND, 12 * SECOND];
/** A probe is tried again within the minute before it is believed. */
const PROBE: Span = [5 * SECOND, 60 * SECOND];
const QUICK: Span = [5 * SECOND, 10 * SECOND];
const ALONE = { phase: 'tcp', code: 'CONNECT_TIMEOUT' } as const;

const hung = (waits: Waits): number => waits.hung;
const missing = (waits: Waits): number => waits.missing;
const notListening = (waits: Waits): number => waits.notListening;
const unreachable = (waits: Waits): number => waits.unreachable;
const failing = (waits: Waits): number => waits.failing;
const slow = (waits: Waits): number => waits.slow;

export const SHORT_KINDS: readonly ShortKind[] = [
  {
    ...{ kind: 'tab-hung', expects: 'ticket', family: 'program', rate: 0.1, thing: WEB_SYSTEMS },
    ...{ lasts: above(hung, 15 * MINUTE), wait: hung, noticedAfter: LOOK },
    ...say({ source: 'tab', state: 'not_responding' }),
  },
  {
    ...{ kind: 'window-hung', expects: 'ticket', family: 'program', rate: 0.05, thing: [BROWSER] },
    ...{ lasts: above(hung, 15 * MINUTE), wait: hung, noticedAfter: LOOK },
    ...say({ source: 'window', state: 'not_responding' }),
  },
  {
    ...{ kind: 'program-missing', expects: 'ticket', family: 'program', rate: 0.05, thing: [HELPER] },
    ...{ lasts: above(missing, 2 * HOUR), wait: missing, noticedAfter: LOOK },
    ...say({ source: 'process', state: 'missing' }),
  },
  {
    ...{ kind: 'program-not-listening', expects: 'ticket', family: 'program', rate: 0.03, thing: [HELPER] },
    ...{ lasts: above(notListening, HOUR), wait: notListening, noticedAfter: LOOK },
    ...say({ source: 'listener', state: 'not_listening' }),
  },
  {
    ...{ kind: 'web-down-pc', expects: 'ticket', family: 'web', rate: 0.03, thing: WEB_SYSTEMS },
    ...{ lasts: above(unreachable, 2 * HOUR), wait: unreachable, noticedAfter: PROBE },
    ...say({ source: 'probe', state: 'failed', ...ALONE }),
  },
  {
    ...{ kind: 'web-error-pc', expects: 'ticket', family: 'web', rate: 0.02, thing: WEB_SYSTEMS },
    ...{ lasts: above(failing, HOUR), wait: failing, noticedAfter: QUICK },
    ...say({ source: 'tab', state: 'server_error' }),
  },
  {
    ...{ kind: 'web-slow-pc', expects: 'ticket', family: 'web', rate: 0.03, thing: WEB_SYSTEMS },
    ...{ lasts: above(slow, HOUR), wait: slow, noticedAfter: QUICK },
    ...say({ source: 'tab', state: 'slow' }),
  },
  {
    ...{ kind: 'hung-briefly', expects: 'nothing', family: 'program', rate: 0.3, thing: WEB_SYSTEMS },
    ...{ lasts: below(hung, 12_000), wait: hung, noticedAfter: LOOK },
    ...say({ source: 'tab', state: 'not_responding' }),
  },
  {
    ...{ kind: 'missing-briefly', expects: 'nothing', family: 'program', rate: 0.1, thing: [HELPER] },
    ...{ lasts: below(missing, 12_000), wait: missing, noticedAfter: LOOK },
    ...say({ source: 'process', state: 'missing' }),
  },
  {
    ...{ kind: 'web-blip', expects: 'nothing', family: 'web', rate: 0.3, thing: WEB_SYSTEMS },
    ...{ lasts: below(unreachable, 10_000), wait: unreachable, noticedAfter: QUICK },
    ...say({ source: 'probe', state: 'failed', ...ALONE }),
  },
  {
    ...{ kind: 'slow-briefly', expects: 'nothing', family: 'web', rate: 0.2, thing: WEB_SYSTEMS },
    ...{ lasts: below(slow, 10_000), wait: slow, noticedAfter: QUICK },
    ...say({ source: 'tab', state: 'slow' }),
  },
  {
    ...{ kind: 'dialog-open', expects: 'nothing', family: 'program', rate: 1, thing: WEB_SYSTEMS },
    ...{ lasts: () => [2 * MINUTE, 40 * MINUTE], wait: () => 0, noticedAfter: LOOK },
    ...say({ source: 'tab', state: 'dialog' }),
  },
  {
    ...{ kind: 'beat-lost', expects: 'nothing', family: 'presence', rate: 2, thing: null },
    ...{ lasts: ({ beat }) => [0.9 * beat, 1.1 * beat], wait: () => 0, noticedAfter: [0, 0] },
    ...unheard,
  },
  {
    ...{ kind: 'beats-lost', expects: 'nothing', family: 'presence', rate: 0.2, thing: null },
    ...{ lasts: ({ beat, silent }) => [beat, silent - 1.5 * beat], wait: () => 0, noticedAfter: [0, 0] },
    ...unheard,
  },
  {
    ...{ kind: 'clock-a-little-off', expects: 'nothing', family: 'clock', rate: 0.02, thing: null },
    ...{ lasts: () => [20 * MINUTE, 3 * HOUR], wait: () => 0, noticedAfter: [0, 0] },
    ...{ begins: () => ({ kind: 'clock', offMs: 200_000 }), ends: () => ({ kind: 'clock', offMs: 0 }) },
  },
  {
    ...{ kind: 'clock-wrong', expects: 'ticket', family: 'clock', rate: 0.01, thing: null },
    ...{ lasts: () => [30 * MINUTE, 3 * HOUR], wait: () => 0, noticedAfter: [0, 0] },
    ...{ begins: () => ({ kind: 'clock', offMs: -3 * HOUR }), ends: () => ({ kind: 'clock', offMs: 0 }) },
  },
];
