import { describe, expect, it } from '@jest/globals';
import { BLIND, type Candidate, type Judgement, type RuleId, sees } from './finding.js';
import { type OpenFinding, weigh } from './weigh.js';

const NOW = 1_000_000;
const HOLD = 10_000;

const hung = (said: Partial<Candidate> = {}): Candidate => ({
  thing: 'hotich',
  since: NOW - 60_000,
  opensAt: NOW,
  severity: 'high',
  evidence: { source: 'tab' },
  ...said,
});
const open = (said: Partial<OpenFinding> = {}): OpenFinding => ({
  id: 7,
  rule: 'program-hung',
  thing: 'hotich',
  severity: 'high',
  evidence: { source: 'tab' },
  clearSince: null,
  ...said,
});
const judged = (judgement: Judgement) => new Map<RuleId, Judgement>([['program-hung', judgement]]);
const nothing = { open: [], update: [], beginClearing: [], resume: [], end: [], flaps: [], checkAt: null };

describe('holding what is seen against what is open', () => {
  it('opens a fault that has lasted long enough', () => {
    expect(weigh([], judged(sees([hung()])), NOW, HOLD).open).toMatchObject([
      { rule: 'program-hung', since: NOW - 60_000 },
    ]);
  });

  it('waits for one that has not, and knows until when', () => {
    const verdicts = weigh([], judged(sees([hung({ opensAt: NOW + 5_000 })])), NOW, HOLD);
    expect(verdicts).toEqual({ ...nothing, checkAt: NOW + 5_000 });
  });

  it('leaves an open finding alone while its fault lasts', () => {
    expect(weigh([open()], judged(sees([hung()])), NOW, HOLD)).toEqual(nothing);
  });

  it('tells when the meaning of the evidence changes, not when a reading moves', () => {
    const moved = weigh(
      [open({ evidence: { freePercent: 4 } })],
      judged(sees([hung({ evidence: { freePercent: 3 } })])),
      NOW,
      HOLD,
    );
    expect(moved.update).toEqual([]);
    const turned = weigh(
      [open()],
      judged(sees([hung({ evidence: { source: 'probe', phase: 'tcp' } })])),
      NOW,
      HOLD,
    );
    expect(turned.update).toMatchObject([{ id: 7, evidence: { phase: 'tcp' } }]);
  });

  it('does not end a finding before its recovery has lasted', () => {
    const verdicts = weigh([open()], judged(sees([])), NOW, HOLD);
    expect(verdicts).toEqual({ ...nothing, beginClearing: [7], checkAt: NOW + HOLD });
  });

  it('ends it then, dated when it was last seen', () => {
    const verdicts = weigh([open({ clearSince: NOW - HOLD })], judged(sees([])), NOW, HOLD);
    expect(verdicts.end).toEqual([{ id: 7, endedAt: NOW - HOLD }]);
  });

  it('goes on with a finding whose fault comes back in between', () => {
    expect(weigh([open({ clearSince: NOW - 1 })], judged(sees([hung()])), NOW, HOLD).resume).toEqual([7]);
  });

  it('neither opens nor ends anything while the rule is blind', () => {
    expect(weigh([open()], judged(BLIND), NOW, HOLD)).toEqual(nothing);
  });
});
