import { describe, expect, it } from '@jest/globals';
import { RULE_IDS } from '../../detection/index.js';
import { causeKey, isWider, policyFor, widens } from './causes.js';

const about = { deviceId: 1, certificateId: null, thing: 'hotich' };

describe('causes', () => {
  it('every rule has one policy', () => {
    for (const rule of RULE_IDS) expect(policyFor(rule).rules).toContain(rule);
    expect(policyFor('certificate-ending').equal).toEqual(['certificateId']);
  });

  it('a hung tab and a failing probe of one program on one PC share a cause', () => {
    expect(causeKey({ rule: 'program-hung', ...about })).toBe(causeKey({ rule: 'web-failing', ...about }));
  });

  it('two PCs, or two programs, do not', () => {
    const key = causeKey({ rule: 'program-hung', ...about });
    expect(causeKey({ rule: 'program-hung', ...about, deviceId: 2 })).not.toBe(key);
    expect(causeKey({ rule: 'program-hung', ...about, thing: 'motcua-tinh' })).not.toBe(key);
  });

  it('only what a server does can be the fault of a whole system', () => {
    expect(widens('web-unreachable')).toBe(true);
    expect(widens('program-hung')).toBe(false);
  });
});

describe('scopes', () => {
  it('a system is wider than a center, a center than a PC, and nothing than itself', () => {
    expect(isWider('system', 'center')).toBe(true);
    expect(isWider('center', 'device')).toBe(true);
    expect(isWider('device', 'device')).toBe(false);
    expect(isWider('device', 'system')).toBe(false);
  });
});
