import type { DeviceRule } from '../domain/finding.js';
import { judgeSpans } from './spans.js';

/** A web system answers, but later than its threshold. */
export const webSlow: DeviceRule = {
  id: 'web-slow',
  judge: (snapshot, context) =>
    judgeSpans(snapshot, context, {
      matches: ({ source, state }) => state === 'slow' && (source === 'probe' || source === 'tab'),
      lastsSeconds: context.policy['web.slowAfterSeconds'],
    }),
};
