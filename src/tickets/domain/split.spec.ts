import { describe, expect, it } from '@jest/globals';
import { followersOf, mayMove, type SplitEntry, splitProblem } from './split.js';

const HOA = 7;
const entry = (id: number, kind: SplitEntry['kind'], given: Partial<SplitEntry> = {}): SplitEntry => ({
  id,
  kind,
  actorName: 'Hoa',
  followerId: null,
  ...given,
});
const HISTORY = [
  entry(1, 'clerk', { followerId: HOA }),
  entry(2, 'assigned'),
  entry(3, 'note'),
  entry(4, 'clerk', { followerId: HOA }),
  entry(5, 'clerk', { followerId: 8 }),
];

describe('an entry that may become part of another ticket', () => {
  it.each([
    ['what a clerk wrote', entry(1, 'clerk'), true],
    ['a note', entry(1, 'note'), true],
    ['a mail of a stranger', entry(1, 'mail'), true],
    ['a line about a mail', entry(1, 'mail', { actorName: null }), false],
    ['evidence', entry(1, 'evidence', { actorName: null }), false],
    ['who took it', entry(1, 'assigned'), false],
    ['a resolution', entry(1, 'resolved'), false],
    ['a clerk who reopened it with words', entry(1, 'reopened', { followerId: HOA }), true],
    ['a technician who reopened it', entry(1, 'reopened'), false],
  ])('%s', (_, given, may) => expect(mayMove(given)).toBe(may));
});

describe('a split', () => {
  it.each([
    ['nothing', [], false, 'nothing'],
    ['all that was said of a report', [1, 3, 4, 5], false, 'everything'],
    ['all that was said of an incident', [1, 3, 4, 5], true, null],
    ['what a button did', [2], false, 'not-movable'],
    ['an entry of another ticket', [1, 99], false, 'not-movable'],
    ['one report of several', [4], false, null],
  ] as const)('of %s', (_, chosen, stands, problem) => {
    expect(splitProblem(HISTORY, new Set(chosen), stands)).toBe(problem);
  });

  it('takes along who has all their words in it, and asks of who has words in both', () => {
    expect(followersOf(HISTORY, new Set([4, 5]))).toEqual({ going: [8], between: [HOA] });
    expect(followersOf(HISTORY, new Set([1, 4]))).toEqual({ going: [HOA], between: [] });
    expect(followersOf(HISTORY, new Set([3]))).toEqual({ going: [], between: [] });
  });
});
