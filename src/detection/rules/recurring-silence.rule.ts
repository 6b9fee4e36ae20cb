import type { RecurringRule } from '../domain/finding.js';
import { judgeRecurring } from './recurring.js';

/** One PC falls silent at work and is back by itself, again and again over days: its power, its cable, its network card. */
export const recurringSilence: RecurringRule = {
  id: 'recurring-silence',
  judge: (recurrence, context, now) =>
    judgeRecurring(recurrence, context, now, {
      rule: 'recurring-silence',
      kinds: ['device-silent'],
      severity: () => 'normal',
    }),
};
