import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '../../detection/index.js';
import { dependenciesOf, explainedBy, explanationOf } from './dependencies.js';

const fault = (deviceId: number, thing: string, rule: RuleId) => ({ deviceId, thing, rule });
const helperMissing = fault(1, 'vgca-sign', 'program-missing');

describe('a fault that another program on the same PC explains', () => {
  it('is a page that hangs while the signing helper is gone', () => {
    expect(explanationOf(fault(1, 'motcua', 'program-hung'), [helperMissing])).toBe(helperMissing);
  });

  it.each([
    ['on another PC', fault(2, 'motcua', 'program-hung')],
    ['that the system cannot be reached', fault(1, 'motcua', 'web-unreachable')],
    ['of a program that signs nothing', fault(1, 'chrome', 'program-hung')],
    ['of the helper itself', fault(1, 'vgca-sign', 'program-hung')],
  ])('is not one %s', (_, other) => expect(explanationOf(other, [helperMissing])).toBeNull());

  it('is asked for from both ends', () => {
    expect(explainedBy(helperMissing)).toContain('motcua');
    expect(dependenciesOf(fault(1, 'motcua', 'program-hung'))).toHaveLength(1);
    expect(explainedBy(fault(1, 'motcua', 'program-hung'))).toEqual([]);
  });
});
