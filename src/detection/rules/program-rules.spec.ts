import { describe, expect, it } from '@jest/globals';
import type { OpenSpan } from '../../state/index.js';
import type { DeviceRule } from '../domain/finding.js';
import { context, NOW, pc, SECOND, span } from '../testing/snapshot.js';
import { programHung } from './program-hung.rule.js';
import { programMissing } from './program-missing.rule.js';
import { programNotListening } from './program-not-listening.rule.js';
import { webFailing } from './web-failing.rule.js';
import { webSlow } from './web-slow.rule.js';
import { webUnreachable } from './web-unreachable.rule.js';

const required = context({}, { required: true });
const judge = (rule: DeviceRule, spans: OpenSpan[], given = required) =>
  rule.judge(pc({ spans }), given, NOW);

interface Case {
  situation: string;
  rule: DeviceRule;
  seen: Partial<OpenSpan>;
  /** Seconds it must last; null: the rule does not see it. */
  opensAfter: number | null;
}

const CASES: Case[] = [
  {
    situation: 'a tab that does not answer',
    rule: programHung,
    seen: { state: 'not_responding' },
    opensAfter: 60,
  },
  {
    situation: 'a window that does not pump messages',
    rule: programHung,
    seen: { source: 'window', state: 'not_responding' },
    opensAfter: 60,
  },
  { situation: 'a tab with an open dialog', rule: programHung, seen: { state: 'dialog' }, opensAfter: null },
  { situation: 'no tab at all', rule: programHung, seen: { state: 'none' }, opensAfter: null },
  {
    situation: 'a required program that is gone',
    rule: programMissing,
    seen: { source: 'process', state: 'missing' },
    opensAfter: 180,
  },
  {
    situation: 'a helper that does not listen',
    rule: programNotListening,
    seen: { source: 'listener', state: 'not_listening' },
    opensAfter: 60,
  },
  {
    situation: 'a probe whose name is unknown',
    rule: webUnreachable,
    seen: { source: 'probe', state: 'failed', phase: 'dns', code: 'NAME_NOT_FOUND' },
    opensAfter: 30,
  },
  {
    situation: 'a server that accepts and never answers',
    rule: webUnreachable,
    seen: { source: 'probe', state: 'failed', phase: 'http', code: 'NO_ANSWER' },
    opensAfter: 30,
  },
  {
    situation: 'a page that does not open',
    rule: webUnreachable,
    seen: { state: 'load_failed' },
    opensAfter: 30,
  },
  {
    situation: 'a 502',
    rule: webUnreachable,
    seen: { source: 'probe', state: 'failed', phase: 'http', code: 'HTTP_SERVER_ERROR', httpStatus: 502 },
    opensAfter: null,
  },
  {
    situation: 'a 502',
    rule: webFailing,
    seen: { source: 'probe', state: 'failed', phase: 'http', code: 'HTTP_SERVER_ERROR', httpStatus: 502 },
    opensAfter: 30,
  },
  { situation: 'a page with a 5xx', rule: webFailing, seen: { state: 'server_error' }, opensAfter: 30 },
  {
    situation: 'a refused connection',
    rule: webFailing,
    seen: { source: 'probe', state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED' },
    opensAfter: null,
  },
  {
    situation: 'a slow probe',
    rule: webSlow,
    seen: { source: 'probe', state: 'slow', phase: 'http' },
    opensAfter: 300,
  },
  { situation: 'a slow page', rule: webSlow, seen: { state: 'slow' }, opensAfter: 300 },
];

describe('rules about watched programs', () => {
  it.each(CASES)('$rule.id: $situation', ({ rule, seen, opensAfter }) => {
    const since = NOW - 5 * SECOND;
    const { candidates, blind } = judge(rule, [span({ ...seen, from: since })]);
    expect(blind).toBe(false);
    expect(candidates.map(({ opensAt }) => (opensAt - since) / SECOND)).toEqual(
      opensAfter === null ? [] : [opensAfter],
    );
  });

  it('date a program by the source that saw it first, and word it by the probe', () => {
    const spans = [
      span({ state: 'load_failed', from: NOW - 40 * SECOND }),
      span({
        source: 'probe',
        state: 'failed',
        phase: 'tcp',
        code: 'CONNECTION_REFUSED',
        from: NOW - 10 * SECOND,
      }),
    ];
    const { candidates } = judge(webUnreachable, spans);
    expect(candidates).toMatchObject([
      { since: NOW - 40 * SECOND, evidence: { source: 'probe', phase: 'tcp', code: 'CONNECTION_REFUSED' } },
    ]);
  });

  it('say nothing of a program that is no longer watched', () => {
    const spans = [span({ thing: 'retired', state: 'not_responding' })];
    expect(judge(programHung, spans).candidates).toEqual([]);
  });

  it('do not miss a program that need not run', () => {
    const spans = [span({ source: 'process', state: 'missing' })];
    expect(judge(programMissing, spans, context()).candidates).toEqual([]);
  });

  it.each(['silent', 'stopped'] as const)('are blind on a PC that is %s', (presence) => {
    const spans = [span({ state: 'not_responding' })];
    expect(programHung.judge(pc({ presence, spans }), required, NOW).blind).toBe(true);
  });

  it('end with the PC being switched off', () => {
    const spans = [span({ state: 'not_responding' })];
    const judgement = programHung.judge(pc({ presence: 'off', spans }), required, NOW);
    expect(judgement).toMatchObject({ blind: false, candidates: [] });
  });
});
