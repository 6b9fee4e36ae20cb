import type { DeviceRule } from '../domain/finding.js';
import { judgeSpans } from './spans.js';

/** A window that stops pumping messages, or a page that stops answering. An open dialog is neither. */
export const programHung: DeviceRule = {
  id: 'program-hung',
  judge: (snapshot, context) =>
    judgeSpans(snapshot, context, {
      matches: ({ state }) => state === 'not_responding',
      lastsSeconds: context.policy['program.hungAfterSeconds'],
    }),
};
