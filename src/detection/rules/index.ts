import type { CertificateRule, DeviceRule, RecurringRule, RuleId, ServerRule } from '../domain/finding.js';
import { certificateEnding } from './certificate-ending.rule.js';
import { clockWrong } from './clock-wrong.rule.js';
import { deviceOffForDays } from './device-off-for-days.rule.js';
import { deviceSilent } from './device-silent.rule.js';
import { deviceStoppedByHand } from './device-stopped-by-hand.rule.js';
import { diskNearlyFull } from './disk-nearly-full.rule.js';
import { programHung } from './program-hung.rule.js';
import { programMissing } from './program-missing.rule.js';
import { programNotListening } from './program-not-listening.rule.js';
import { recurringFault } from './recurring-fault.rule.js';
import { recurringSilence } from './recurring-silence.rule.js';
import { serverClockWrong } from './server-clock-wrong.rule.js';
import { serverLineLost } from './server-line-lost.rule.js';
import { serverUnsteady } from './server-unsteady.rule.js';
import { serverWasBlind } from './server-was-blind.rule.js';
import { webFailing } from './web-failing.rule.js';
import { webSlow } from './web-slow.rule.js';
import { webUnreachable } from './web-unreachable.rule.js';

/** Adding a rule: a file, a spec, a line here, and its words in `platform/i18n`. */
export const DEVICE_RULES: readonly DeviceRule[] = [
  deviceSilent,
  deviceStoppedByHand,
  deviceOffForDays,
  programHung,
  programMissing,
  programNotListening,
  webUnreachable,
  webFailing,
  webSlow,
  diskNearlyFull,
  clockWrong,
];

/** Judged after those above: what they leave open decides whether these are needed. */
export const RECURRING_RULES: readonly RecurringRule[] = [recurringFault, recurringSilence];

export const CERTIFICATE_RULES: readonly CertificateRule[] = [certificateEnding];

export const SERVER_RULES: readonly ServerRule[] = [
  serverLineLost,
  serverClockWrong,
  serverUnsteady,
  serverWasBlind,
];

/** Every rule there is. */
export const RULE_IDS: readonly RuleId[] = [
  ...DEVICE_RULES,
  ...RECURRING_RULES,
  ...CERTIFICATE_RULES,
  ...SERVER_RULES,
].map(({ id }) => id);
