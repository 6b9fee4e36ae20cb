import type { RecurringRule } from '../domain/finding.js';
import { judgeRecurring } from './recurring.js';

/** A watched program fails shortly on one PC, again and again over days. */
export const recurringFault: RecurringRule = {
  id: 'recurring-fault',
  judge: (recurrence, context, now) =>
    judgeRecurring(recurrence, context, now, {
      rule: 'recurring-fault',
      kinds: ['program-hung', 'program-missing', 'program-not-listening', 'web-unreachable', 'web-failing'],
      severity: (thing) => {
        const severity = context.programs.get(thing)?.severity;
        return severity === 'critical' || severity === 'high' ? 'normal' : 'low';
      },
    }),
};
