import { describe, expect, it } from '@jest/globals';
import { alonePart, episodesOf } from '../domain/episodes.js';
import type { Episode, Recurrence } from '../domain/finding.js';
import type { Trouble } from '../../state/index.js';
import { context, DAY, NOW, SECOND } from '../testing/snapshot.js';
import { recurringFault } from './recurring-fault.rule.js';
import { recurringSilence } from './recurring-silence.rule.js';

function hang(from: number, seconds = 30, said: Partial<Trouble> = {}): Trouble {
  const until = from + seconds * SECOND;
  return { thing: 'hotich', source: 'tab', state: 'not_responding', code: null, from, until, ...said };
}

/** Two on each of `days` days before today, one today. */
function hangs(days: number): Trouble[] {
  const past = Array.from({ length: days }, (_, index) => NOW - (index + 1) * DAY);
  return [...past.flatMap((from) => [hang(from), hang(from + 600 * SECOND)]), hang(NOW - 60 * SECOND)];
}

const episodes = (troubles: readonly Trouble[], program = {}): Episode[] => {
  const { programs } = context({}, program);
  return episodesOf(troubles, programs, () => true, 20 * SECOND);
};

function judge(troubles: readonly Trouble[], open: readonly string[] = [], now = NOW, policy = {}) {
  const recurrence: Recurrence = { episodes: episodes(troubles), open: new Set(open) };
  return recurringFault.judge(recurrence, context(policy), now);
}

describe('a short fault that comes back', () => {
  it('is a finding at the fifth time on the third day, with what was seen of it', () => {
    expect(judge(hangs(2)).candidates).toEqual([
      {
        thing: 'hotich',
        since: NOW - 2 * DAY,
        opensAt: NOW,
        severity: 'normal',
        evidence: {
          kind: 'program-hung',
          times: 5,
          days: 3,
          minutes: 3,
          firstAt: NOW - 2 * DAY,
          lastAt: NOW - 60 * SECOND,
        },
      },
    ]);
  });

  it('is none four times, nor five times on two days', () => {
    expect(judge(hangs(2).slice(1)).candidates).toEqual([]);
    const twoDays = [...hangs(1), hang(NOW - 600 * SECOND), hang(NOW - 1200 * SECOND)];
    expect(judge(twoDays).candidates).toEqual([]);
  });

  it('opens nothing beside the plain fault of the same program, and stays when that opens', () => {
    expect(judge(hangs(2), ['program-hung/hotich']).candidates).toEqual([]);
    expect(judge(hangs(2), ['program-hung/dichvucong']).candidates).toHaveLength(1);
    expect(judge(hangs(2), ['program-hung/hotich', 'recurring-fault/hotich']).candidates).toHaveLength(1);
  });

  it('is over when one is left in the window, not when it would no longer open', () => {
    const open = ['recurring-fault/hotich'];
    const lastButOne = NOW - DAY + 630 * SECOND;
    const judged = judge(hangs(2), open);
    expect(judged.lookAgainAt).toBe(lastButOne + 7 * DAY);
    expect(judge(hangs(2), open, lastButOne + 7 * DAY - 1).candidates).toHaveLength(1);
    expect(judge(hangs(2), open, lastButOne + 7 * DAY).candidates).toEqual([]);
  });

  it('counts each kind for itself', () => {
    const [first, ...others] = hangs(2);
    expect(judge([{ ...first!, state: 'load_failed' }, ...others]).candidates).toEqual([]);
  });
});

describe('what counts as once', () => {
  it('is what two sources or two sessions saw at the same time', () => {
    const seen = [hang(NOW), hang(NOW + SECOND, 40, { source: 'window' }), hang(NOW + 100 * SECOND)];
    expect(episodes(seen)).toMatchObject([{ from: NOW, until: NOW + 41 * SECOND }, {}]);
  });

  it.each([
    ['a hiccup', hang(NOW, 19)],
    ['a program nobody watches any more', hang(NOW, 30, { thing: 'gone' })],
    ['a program that may be missing', hang(NOW, 30, { source: 'process', state: 'missing' })],
  ])('is not %s', (_, trouble) => expect(episodes([trouble])).toEqual([]));

  it('is nothing that nobody was at work for', () => {
    expect(episodesOf([hang(NOW)], context().programs, () => false, 0)).toEqual([]);
  });

  it('is nothing that another PC of the center saw at the same time', () => {
    const mine = episodes([hang(NOW), hang(NOW + DAY)]);
    expect(alonePart(mine, [hang(NOW + 50 * SECOND)])).toEqual([mine[1]]);
    expect(alonePart(mine, [hang(NOW + 61 * SECOND), hang(NOW, 30, { state: 'load_failed' })])).toEqual(mine);
  });
});

describe('a PC that falls silent again and again', () => {
  it('is a finding about the PC itself', () => {
    const silences = hangs(2).map((trouble) => ({ ...trouble, thing: '', state: 'silent' as const }));
    const { candidates } = recurringSilence.judge(
      { episodes: episodes(silences), open: new Set() },
      context(),
      NOW,
    );
    expect(candidates).toMatchObject([{ thing: '', severity: 'normal', evidence: { times: 5 } }]);
  });
});
