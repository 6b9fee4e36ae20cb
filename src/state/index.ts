export type { Observation, OpenSpan, SpanDetail, SpanSource, SpanState } from './domain/fold-spans.js';
export { PRESENCE_STATES, type PresenceState, presenceState } from './domain/presence-state.js';
export { type Hours, judgeSilence, type Presence } from './domain/presence.js';
export type { ServerStanding, ServerTry } from './domain/server-reach.js';
export * from './entities/index.js';

export { hoursOf } from './presence-hours.js';
export { networkProber, PROBER, type Prober } from './prober.js';
export { type BlindSpan, ServerFaultRepository, type ServerFaults } from './server-fault.repository.js';
export { ServerProbes } from './server-probes.js';
export { hearingLagMs } from './domain/hearing.js';
export { type DeviceSnapshot, type Reach, type ServerSnapshot, Snapshots } from './snapshots.js';
export { type HistorySpan, SpanRepository } from './span.repository.js';
export { type Trouble, Troubles } from './trouble.repository.js';
export { StateModule } from './state.module.js';
