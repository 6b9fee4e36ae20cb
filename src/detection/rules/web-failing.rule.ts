import type { OpenSpan } from '../../state/index.js';
import type { DeviceRule } from '../domain/finding.js';
import { judgeSpans } from './spans.js';

const ERROR_ANSWERS = ['HTTP_SERVER_ERROR', 'HTTP_CLIENT_ERROR', 'INVALID_ANSWER'];

/** A web system answers, but with an error. */
export const webFailing: DeviceRule = {
  id: 'web-failing',
  judge: (snapshot, context) =>
    judgeSpans(snapshot, context, {
      matches: (span) => (span.source === 'tab' ? span.state === 'server_error' : answersWithError(span)),
      lastsSeconds: context.policy['web.failingAfterSeconds'],
    }),
};

export function answersWithError(span: Pick<OpenSpan, 'source' | 'state' | 'code'>): boolean {
  return span.source === 'probe' && span.state === 'failed' && ERROR_ANSWERS.includes(span.code ?? '');
}
