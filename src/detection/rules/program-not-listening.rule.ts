import type { DeviceRule } from '../domain/finding.js';
import { judgeSpans } from './spans.js';

/** A helper that web pages talk to runs, but nothing listens on its port. */
export const programNotListening: DeviceRule = {
  id: 'program-not-listening',
  judge: (snapshot, context) =>
    judgeSpans(snapshot, context, {
      matches: ({ source, state }) => source === 'listener' && state === 'not_listening',
      lastsSeconds: context.policy['program.notListeningAfterSeconds'],
    }),
};
