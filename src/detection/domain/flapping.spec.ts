import { describe, expect, it } from '@jest/globals';
import { sees } from './finding.js';
import { calmAt, changed, type Flap, scoreAt, STEADY } from './flapping.js';
import { type OpenFinding, weigh } from './weigh.js';

const MINUTE = 60_000;
const TUNING = { enter: 4, leave: 2, halfLifeMs: 30 * MINUTE };

/** Changes at these minutes, one after the other. */
const after = (...minutes: number[]): Flap =>
  minutes.reduce((flap, minute) => changed(flap, minute * MINUTE, TUNING), STEADY);

/*
 * By hand, half-life 30 min: a change every 30 min halves what was counted and adds one.
 *
 *     minute   0     30     60     90     120
 *     score    1     1.5    1.75   1.875  1.9375   never reaches 4: five changes in two hours are no flapping
 *
 * A change every 15 min keeps 2^-0.5 = 0.70711 of it:
 *
 *     minute   0     15       30       45       60       75 …
 *     score    1     1.7071   2.2071   2.5607   2.8107   2.9874, and never more than 1 / (1 - 0.70711) = 3.4142
 *
 * A change every 5 min keeps 2^(-1/6) = 0.89090 of it:
 *
 *     minute   0     5        10       15       20
 *     score    1     1.8909   2.6846   3.3917   4.0217   the fifth change enters
 *
 * From 4.0217 it takes 30 * log2(4.0217 / 2) = 30 * 1.00780 = 30.23 min to sink to 2.
 */
describe('how restless a finding is', () => {
  it.each([
    [[0, 30, 60, 90, 120], 1.9375, null],
    [[0, 15, 30, 45, 60, 75], 2.9874, null],
    [[0, 5, 10, 15], 3.3917, null],
    [[0, 5, 10, 15, 20], 4.0217, 20],
  ] as const)('changes at minutes %j', (minutes, score, since) => {
    const flap = after(...minutes);
    expect(flap.score).toBeCloseTo(score, 4);
    expect(flap.flappingSince).toBe(since === null ? null : since * MINUTE);
  });

  it('sinks by half in a half-life, and says when it is calm', () => {
    const flap = after(0, 5, 10, 15, 20);
    expect(scoreAt(flap, 50 * MINUTE, TUNING)).toBeCloseTo(2.0108, 4);
    expect((calmAt(flap, TUNING) - 20 * MINUTE) / MINUTE).toBeCloseTo(30.23, 2);
    expect(scoreAt(flap, calmAt(flap, TUNING), TUNING)).toBeLessThanOrEqual(2);
  });

  it('stays flapping between the two thresholds', () => {
    const flap = changed(after(0, 5, 10, 15, 20), 40 * MINUTE, TUNING);
    expect(flap.score).toBeLessThan(4);
    expect(flap.flappingSince).toBe(20 * MINUTE);
  });
});

describe('a finding that flaps', () => {
  const HOLD = 10_000;
  const flap = after(0, 5, 10, 15, 20);
  const finding = (said: Partial<OpenFinding> = {}): OpenFinding => ({
    id: 7,
    rule: 'program-hung',
    thing: 'hotich',
    severity: 'high',
    evidence: { source: 'tab' },
    clearSince: null,
    flap,
    ...said,
  });
  const seen = sees([
    { thing: 'hotich', since: 0, opensAt: 0, severity: 'high', evidence: { source: 'tab' } },
  ]);
  const at = (minute: number, open: OpenFinding, judgement = sees([])) =>
    weigh([open], new Map([['program-hung', judgement]]), minute * MINUTE, HOLD, TUNING);

  it('stays open when its recovery has lasted, until it is calm', () => {
    const cleared = finding({ clearSince: 20 * MINUTE });
    const verdicts = at(25, cleared);
    expect(verdicts.end).toEqual([]);
    expect(verdicts.checkAt).toBe(calmAt(flap, TUNING));
    expect(at(51, cleared).end).toEqual([{ id: 7, endedAt: 20 * MINUTE }]);
  });

  it('counts the fault going and coming', () => {
    expect(at(21, finding()).flaps).toMatchObject([{ id: 7, turned: false }]);
    const back = at(21, finding({ clearSince: 20.5 * MINUTE }), seen);
    expect(back.resume).toEqual([7]);
    expect(back.flaps[0]?.flap.score).toBeGreaterThan(flap.score);
  });

  it('turns into an ordinary one when the fault stays, and says so once', () => {
    expect(at(40, finding(), seen).flaps).toEqual([]);
    const calm = at(51, finding(), seen);
    expect(calm.flaps).toMatchObject([{ id: 7, turned: true, flap: { flappingSince: null } }]);
    expect(calm.end).toEqual([]);
  });

  it('says so when it begins to flap', () => {
    const nearly = finding({ flap: after(0, 5, 10, 15) });
    expect(at(20, nearly).flaps).toMatchObject([{ turned: true, flap: { flappingSince: 20 * MINUTE } }]);
  });
});
