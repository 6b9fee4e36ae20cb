import type { Policy } from '../../inventory/index.js';
import { flapTuningOf } from '../domain/flapping.js';
import { CERTIFICATE_RULES } from '../rules/index.js';
import type { Blindness, RecordedCertificate, ReplayedFinding } from './recorded.js';
import { Replay } from './replay.js';

/** The reminders of one certificate from when it was first seen; its end date says everything about its past. */
export function replayCertificate(
  certificate: RecordedCertificate,
  policy: Policy,
  blind: readonly Blindness[],
  until: number,
): ReplayedFinding[] {
  const replay = new Replay(0, blind, flapTuningOf(policy));
  replay.run([certificate.firstSeenAt, until], until, (now) => {
    return new Map(CERTIFICATE_RULES.map((rule) => [rule.id, rule.judge(certificate, policy, now)]));
  });
  return replay.findings;
}
