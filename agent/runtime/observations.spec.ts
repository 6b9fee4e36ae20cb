import { describe, expect, it } from '@jest/globals';
import type { ProgramState } from '../../src/contracts/agent/index.js';
import type { ProbeAttempt } from '../../src/probing/index.js';
import { ProgramObservations } from './observations.js';
import { ProbeObservations } from './probe-observations.js';

const at = (second: number): number => Date.UTC(2026, 10, 23, 1, 0, second);

/** One character a sample, five seconds apart: o ok, h not responding, m missing, n none. */
function play(samples: string): {
  observations: ProgramObservations;
  ended: [ProgramState | 'failed', number, number][];
} {
  const states: Record<string, ProgramState> = { o: 'ok', h: 'not_responding', m: 'missing', n: 'none' };
  const observations = new ProgramObservations();
  const ended = [...samples].flatMap((letter, index) => {
    const sample = { id: 'p', source: 'window' as const, state: states[letter]!, at: at(index * 5) };
    return observations.fold([sample]).ended;
  });
  return { observations, ended: ended.map(({ state, from, until }) => [state, from, until]) };
}

describe('what is believed of a watched program', () => {
  it.each([
    ['a working one, at its first sample', 'o', [['ok', at(0)]]],
    ['a hang after three samples, since the first of them', 'oohhh', [['not_responding', at(10)]]],
    ['no hang from two', 'oohh', [['ok', at(0)]]],
    ['no hang from samples that disagree', 'ohhohho', [['ok', at(0)]]],
    ['nothing of a first sample that may be a hang', 'hh', []],
    ['a recovery at once', 'ohhho', [['ok', at(20)]]],
    ['absence after two samples', 'omm', [['missing', at(5)]]],
  ])('%s', (_case, samples, expected) => {
    expect(
      play(samples)
        .observations.beliefs()
        .map(({ state, since }) => [state, since]),
    ).toEqual(expected);
  });

  it('leaves spans that meet without a gap', () => {
    expect(play('oohhhoo').ended).toEqual([
      ['ok', at(0), at(10)],
      ['not_responding', at(10), at(25)],
    ]);
  });

  it('believes a watcher that measured for itself, from when it says', () => {
    const observations = new ProgramObservations();
    observations.fold([{ id: 'p', source: 'tab', state: 'ok', at: at(0) }]);
    observations.fold([{ id: 'p', source: 'tab', state: 'not_responding', at: at(30), since: at(12) }]);
    expect(observations.beliefs()).toMatchObject([{ state: 'not_responding', since: at(12) }]);
  });

  it('ends with the last sample when a source can no longer be seen', () => {
    const { observations } = play('ooo');
    expect(observations.retain(() => false)).toMatchObject({
      changed: true,
      ended: [{ state: 'ok', until: at(10) }],
    });
    expect(observations.beliefs()).toEqual([]);
  });

  it('forgets a hang over sleep and keeps the rest', () => {
    const { observations } = play('ohhh');
    observations.fold([{ id: 'q', source: 'process', state: 'ok', at: at(15) }]);
    observations.wakeFromSleep();
    expect(observations.beliefs().map(({ id }) => id)).toEqual(['q']);
  });
});

describe('what is believed of a web system', () => {
  const attempt = (
    state: ProbeAttempt['state'],
    second: number,
    code: ProbeAttempt['code'] = null,
  ): ProbeAttempt => ({
    ...{ id: 'w', state, at: at(second), phase: code === null ? null : 'http', code, httpStatus: null },
    timesMs: { dns: 1, tcp: 1, tls: null, http: 1 },
  });

  function tries(...states: ProbeAttempt['state'][]): ProbeObservations {
    const observations = new ProbeObservations();
    states.forEach((state, index) => observations.fold(attempt(state, index * 10), 3));
    return observations;
  }

  it.each([
    ['good at once', ['ok'], [['ok', at(0)]]],
    [
      'bad only when enough tries agree, since the first',
      ['ok', 'failed', 'failed', 'failed'],
      [['failed', at(10)]],
    ],
    ['still good before that', ['ok', 'failed', 'failed'], [['ok', at(0)]]],
    [
      'still good when a good try lies between',
      ['ok', 'failed', 'failed', 'ok', 'failed', 'failed'],
      [['ok', at(0)]],
    ],
    ['bad when failing and slow tries mix', ['ok', 'failed', 'slow', 'failed'], [['failed', at(10)]]],
    ['good again after one good try', ['failed', 'failed', 'failed', 'ok'], [['ok', at(30)]]],
    ['unknown before enough first tries', ['failed', 'failed'], []],
  ] as const)('%s', (_case, states, expected) => {
    expect(
      tries(...states)
        .beliefs()
        .map(({ state, since }) => [state, since]),
    ).toEqual(expected);
  });

  it('tells a new reason of the same failure without a new start', () => {
    const observations = tries('failed', 'failed', 'failed');
    expect(observations.fold(attempt('failed', 30, 'HTTP_SERVER_ERROR'), 3)).toEqual({
      changed: true,
      ended: [],
    });
    expect(observations.beliefs()).toMatchObject([{ since: at(0), code: 'HTTP_SERVER_ERROR', at: at(30) }]);
  });
});
