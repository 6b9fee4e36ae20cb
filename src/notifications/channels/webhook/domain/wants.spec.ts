import { describe, expect, it } from '@jest/globals';
import { wants } from './wants.js';

const wish = { kinds: 'opened,resolved', leastPriority: 'high' as const, provinceCode: '25' };
const entry = { kind: 'opened', priority: 'high' as const, province: '25' };

describe('an endpoint is told', () => {
  it.each([
    ['of what it asked for', {}, true],
    ['of what is more urgent', { priority: 'critical' as const }, true],
    ['not of what is less urgent', { priority: 'normal' as const }, false],
    ['not of another turn', { kind: 'escalated' }, false],
    ['not of another province', { province: '01' }, false],
    ['of what is of no province', { province: null }, true],
  ])('%s', (_, other, expected) => expect(wants(wish, { ...entry, ...other })).toBe(expected));

  it('of every province where it names none', () => {
    expect(wants({ ...wish, provinceCode: null }, { ...entry, province: '01' })).toBe(true);
  });
});
