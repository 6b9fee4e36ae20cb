import type { Finding } from '../../detection/index.js';
import {
  causeKey,
  centerSilenceKey,
  centerSystemKey,
  isWider,
  type Reach,
  type Scope,
  systemKey,
} from './causes.js';
import type { DarknessCause } from './center-silence.js';
import type { Decision, DecisionCode } from './decisions.js';
import type { Sides } from './sides.js';

/** One cause and where it is; every finding placed under the same key hangs on one incident. */
export interface Group {
  key: string;
  scope: Scope;
  thing: string;
  centerId: number | null;
  deviceId: number | null;
  reach: Reach | null;
  cause: DarknessCause | null;
  /** Why it is a cause of its own, for the incident that opens. */
  because: Decision;
  /** What PC, center and server say of it; null where no probe is asked. */
  sides: Sides | null;
  widenedBy: DecisionCode;
  /** A fault on the same PC explains the others: their incidents are taken in although they are no narrower. */
  explains: boolean;
}

type Placed = Pick<Finding, 'rule' | 'thing' | 'deviceId' | 'certificateId' | 'centerId'>;

/** The finding stands for itself. */
export function alone(
  finding: Placed,
  reach: Reach | null,
  because: Decision,
  sides: Sides | null = null,
): Group {
  return {
    key: causeKey(finding),
    scope: scopeOf(finding),
    thing: finding.thing,
    centerId: finding.centerId,
    deviceId: finding.deviceId,
    reach,
    cause: null,
    because,
    sides,
    widenedBy: 'reach-device',
    explains: false,
  };
}

function scopeOf({ certificateId, deviceId, centerId }: Placed): Scope {
  if (certificateId !== null) return 'certificate';
  return deviceId === null && centerId === null ? 'server' : 'device';
}

/** It hangs on the fault of the same PC that explains it. */
export function explained(by: Placed, because: Decision): Group {
  return { ...alone(by, null, because), explains: true };
}

export function darkCenter(centerId: number, cause: DarknessCause, facts: Decision['facts']): Group {
  return {
    key: centerSilenceKey(centerId),
    scope: 'center',
    thing: '',
    centerId,
    deviceId: null,
    reach: null,
    cause,
    because: { code: 'opened-center-silent', facts },
    sides: null,
    widenedBy: 'widened-center-silent',
    explains: false,
  };
}

export function systemOfCenter(
  centerId: number,
  thing: string,
  facts: Decision['facts'],
  sides: Sides,
): Group {
  return {
    key: centerSystemKey(centerId, thing),
    scope: 'center',
    thing,
    centerId,
    deviceId: null,
    reach: 'center',
    cause: null,
    because: { code: 'opened-center-system', facts: { ...facts, sides } },
    sides,
    widenedBy: 'widened-center-system',
    explains: false,
  };
}

export function wholeSystem(
  thing: string,
  reach: Extract<Reach, 'system' | 'lines'>,
  facts: Decision['facts'],
  sides: Sides,
): Group {
  return {
    key: systemKey(thing),
    scope: 'system',
    thing,
    centerId: null,
    deviceId: null,
    reach,
    cause: null,
    because: { code: 'opened-system', facts: { ...facts, sides } },
    sides,
    widenedBy: 'widened-system',
    explains: false,
  };
}

/** Many centers find it slow; nobody says that it cannot be reached. */
export function slowSystem(thing: string, facts: Decision['facts']): Group {
  return {
    key: systemKey(thing),
    scope: 'system',
    thing,
    centerId: null,
    deviceId: null,
    reach: 'system',
    cause: null,
    because: { code: 'opened-system-slow', facts },
    sides: null,
    widenedBy: 'widened-system-slow',
    explains: false,
  };
}

export interface Placement<F> {
  finding: F;
  group: Group;
}

/** All that is placed under one cause. */
export interface Gathering<F> {
  group: Group;
  findings: F[];
  /** Incidents whose members go to several causes: none of them is what the incident was about. */
  split: ReadonlySet<number>;
}

/** Placements by cause, the widest first: what is absorbed must not be given its own incident before. */
export function gather<F extends { incidentId: number | null }>(
  placements: readonly Placement<F>[],
): Gathering<F>[] {
  const keysOf = new Map<number, Set<string>>();
  const groups = new Map<string, { group: Group; findings: F[] }>();
  for (const { finding, group } of placements) {
    const known = groups.get(group.key);
    if (known) known.findings.push(finding);
    else groups.set(group.key, { group, findings: [finding] });
    if (finding.incidentId !== null)
      keysOf.set(finding.incidentId, (keysOf.get(finding.incidentId) ?? new Set()).add(group.key));
  }
  const split = new Set([...keysOf].filter(([, keys]) => keys.size > 1).map(([id]) => id));
  return [...groups.values()]
    .sort((a, b) => (a.group.scope === b.group.scope ? 0 : isWider(a.group.scope, b.group.scope) ? -1 : 1))
    .map((gathered) => ({ ...gathered, split }));
}
