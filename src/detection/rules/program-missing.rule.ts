import type { DeviceRule } from '../domain/finding.js';
import { judgeSpans } from './spans.js';

/** A program every PC must have running is not. */
export const programMissing: DeviceRule = {
  id: 'program-missing',
  judge: (snapshot, context) =>
    judgeSpans(snapshot, context, {
      matches: ({ source, state }, { required }) => required && source === 'process' && state === 'missing',
      lastsSeconds: context.policy['program.missingAfterSeconds'],
    }),
};
