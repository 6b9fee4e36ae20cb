import type { OpenSpan } from '../../state/index.js';
import type { DeviceRule } from '../domain/finding.js';
import { judgeSpans } from './spans.js';
import { answersWithError } from './web-failing.rule.js';

/** A web system does not answer: name, connection, certificate or silence. The probe's phase says which. */
export const webUnreachable: DeviceRule = {
  id: 'web-unreachable',
  judge: (snapshot, context) =>
    judgeSpans(snapshot, context, {
      matches: isUnreachable,
      lastsSeconds: context.policy['web.unreachableAfterSeconds'],
    }),
};

function isUnreachable(span: OpenSpan): boolean {
  if (span.source === 'tab') return span.state === 'load_failed';
  return span.source === 'probe' && span.state === 'failed' && !answersWithError(span);
}
