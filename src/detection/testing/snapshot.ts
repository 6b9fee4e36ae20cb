import {
  afterWorkingDays,
  DEFAULT_POLICY,
  isWorkingTime,
  OFFICE_CALENDAR,
  type Policy,
} from '../../inventory/index.js';
import type { DeviceSnapshot, OpenSpan } from '../../state/index.js';
import { type DeviceContext, HEARS_WELL, type ProgramFacts } from '../domain/finding.js';

/** Wednesday 25/11/2026, 09:00 in Viet Nam. */
export const NOW = Date.UTC(2026, 10, 25, 2, 0, 0);
export const SECOND = 1_000;
export const DAY = 86_400_000;

/** A PC in order, but for what the test says. */
export function pc(said: Partial<DeviceSnapshot> = {}): DeviceSnapshot {
  return {
    deviceId: 1,
    presence: 'online',
    since: NOW - 3_600_000,
    lastReceivedAt: NOW,
    goodbye: null,
    goodbyeAt: null,
    skewMs: 0,
    spans: [],
    disks: [],
    ...said,
  };
}

export function span(said: Partial<OpenSpan>): OpenSpan {
  const from = said.from ?? NOW;
  const detail = { phase: null, code: null, httpStatus: null };
  return { id: 1, thing: 'hotich', source: 'tab', state: 'ok', from, agentFrom: from, ...detail, ...said };
}

export function context(policy: Partial<Policy> = {}, program: Partial<ProgramFacts> = {}): DeviceContext {
  const hotich: ProgramFacts = { id: 'hotich', kind: 'web', severity: 'high', required: false, ...program };
  return {
    policy: { ...DEFAULT_POLICY, ...policy },
    programs: new Map([[hotich.id, hotich]]),
    hearing: HEARS_WELL,
    atWork: (instant) => isWorkingTime(OFFICE_CALENDAR, instant),
    afterWorkingDays: (since, count) => afterWorkingDays(OFFICE_CALENDAR, since, count),
  };
}
