export type { Observation, OpenSpan, SpanDetail, SpanSource, SpanState } from './domain/fold-spans.js';
export { PRESENCE_STATES, type PresenceState, presenceState } from './domain/presence-state.js';
export { type Hours, judgeSilence, type Presence } from './domain/presence.js';
export * from './entities/index.js';

export { hoursOf } from './presence-hours.js';
export { type BlindSpan, ServerFaultRepository, type ServerFaults } from './server-fault.repository.js';
export { hearingLagMs } from './domain/hearing.js';
export { type DeviceSnapshot, type Reach, type ServerSnapshot, Snapshots } from './snapshots.js';
export { type HistorySpan, SpanRepository } from './span.repository.js';
export { StateModule } from './state.module.js';
