import type { DeviceSnapshot, Hours } from '../../state/index.js';
import type { DeviceContext, Judgement, RuleId } from '../domain/finding.js';
import { flapTuningOf } from '../domain/flapping.js';
import { DEVICE_RULES } from '../rules/index.js';
import type { Blindness, RecordedDevice, ReplayedFinding } from './recorded.js';
import { Replay } from './replay.js';
import { type PresenceTurn, replayPresence } from './replay-presence.js';
import { toldSpans, type ToldSpan } from './told-spans.js';

export interface DeviceReplay {
  context: DeviceContext;
  /** The working hours of its center, as `context` asks them too. */
  hours: Hours;
  /** In the order of time. */
  blind: readonly Blindness[];
  /** Now. */
  until: number;
}

/**
 * Lets one PC live through its stored history again: at every moment at which something was told, or that a rule asked to
 * look at again, the real rules judge what was believed then, and the real `weigh` decides what opens and ends.
 */
export function replayDevice(
  device: RecordedDevice,
  { context, hours, blind, until }: DeviceReplay,
): ReplayedFinding[] {
  const { policy } = context;
  const told = toldSpans(device.spans);
  const turns = replayPresence(device.spans, { policy, blind, hours });
  const moments = [
    ...turns.map(({ at }) => at),
    ...told.flatMap((span) => [span.from, span.until]),
    ...device.disks.map(({ at }) => at),
    until,
  ];
  const replay = new Replay(policy['recovery.holdSeconds'] * 1000, blind, flapTuningOf(policy));
  replay.run(moments, until, (now) => {
    const turn = turns.findLast(({ at }) => at <= now);
    return turn ? judge(snapshotAt(device, told, turn, now, until), context, now) : null;
  });
  return replay.findings;
}

function judge(snapshot: DeviceSnapshot, context: DeviceContext, now: number): Map<RuleId, Judgement> {
  return new Map(DEVICE_RULES.map((rule) => [rule.id, rule.judge(snapshot, context, now)]));
}

function snapshotAt(
  device: RecordedDevice,
  told: readonly ToldSpan[],
  { presence, since }: PresenceTurn,
  now: number,
  until: number,
): DeviceSnapshot {
  return {
    deviceId: device.deviceId,
    presence,
    since,
    lastReceivedAt: now,
    goodbye: null,
    goodbyeAt: null,
    // Only what the clock shows now is stored.
    skewMs: now === until ? device.skewMs : 0,
    spans: told.filter((span) => span.from <= now && now < span.until).map(({ span }) => span),
    disks: device.disks.filter(({ at }) => at <= now),
  };
}
