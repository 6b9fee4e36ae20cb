import type { PresenceState } from './presence-state.js';

/** What can happen to a PC's presence. */
export type PresenceEvent =
  | 'report'
  | 'shutdown-or-logoff'
  | 'sleep'
  | 'stopped-by-hand'
  | 'update'
  | 'deadline-at-work'
  | 'deadline-off-work'
  | 'others-heard'
  | 'work-begins'
  | 'late-minutes-pass'
  | 'deadline-after-late'
  | 'work-ends'
  | 'server-line-lost'
  | 'server-line-back';

export interface PresenceTransition {
  from: PresenceState;
  event: PresenceEvent;
  to: PresenceState;
}

/** Every way from one state to another, as `docs/presence.md` shows them. A spec walks it against the functions that decide. */
export const PRESENCE_TRANSITIONS: readonly PresenceTransition[] = [
  { from: 'never', event: 'report', to: 'on' },
  { from: 'on', event: 'shutdown-or-logoff', to: 'off' },
  { from: 'on', event: 'sleep', to: 'asleep' },
  { from: 'on', event: 'stopped-by-hand', to: 'stopped' },
  { from: 'on', event: 'update', to: 'on' },
  { from: 'on', event: 'deadline-at-work', to: 'silent' },
  { from: 'on', event: 'deadline-off-work', to: 'gone' },
  { from: 'on', event: 'server-line-lost', to: 'unheard' },
  { from: 'unheard', event: 'server-line-back', to: 'on' },
  { from: 'silent', event: 'others-heard', to: 'lost-network' },
  { from: 'off', event: 'work-begins', to: 'expected' },
  { from: 'asleep', event: 'work-begins', to: 'expected' },
  { from: 'gone', event: 'work-begins', to: 'expected' },
  { from: 'expected', event: 'late-minutes-pass', to: 'late' },
  { from: 'late', event: 'deadline-after-late', to: 'silent' },
  { from: 'late', event: 'work-ends', to: 'off' },
  { from: 'unheard', event: 'report', to: 'on' },
  { from: 'silent', event: 'report', to: 'on' },
  { from: 'lost-network', event: 'report', to: 'on' },
  { from: 'off', event: 'report', to: 'on' },
  { from: 'asleep', event: 'report', to: 'on' },
  { from: 'gone', event: 'report', to: 'on' },
  { from: 'expected', event: 'report', to: 'on' },
  { from: 'late', event: 'report', to: 'on' },
  { from: 'stopped', event: 'report', to: 'on' },
];
