import { describe, expect, it } from '@jest/globals';
import { deservesTicket } from './deserves-ticket.js';

describe('what deserves no ticket', () => {
  it('is a fault of a program that was called less important, on one PC', () => {
    expect(deservesTicket([{ rule: 'web-slow', severity: 'low' }], 'device')).toBe(false);
    expect(deservesTicket([{ rule: 'recurring-fault', severity: 'low' }], 'device')).toBe(false);
  });

  it.each([
    ['of an important program', [{ rule: 'web-slow', severity: 'normal' }], 'device'],
    ['of many PCs', [{ rule: 'web-unreachable', severity: 'low' }], 'system'],
    [
      'that comes with one that does',
      [
        { rule: 'web-slow', severity: 'low' },
        { rule: 'program-hung', severity: 'high' },
      ],
      'device',
    ],
    ['of the PC itself', [{ rule: 'device-off-for-days', severity: 'low' }], 'device'],
    [
      'about a certificate, which has its last day',
      [{ rule: 'certificate-ending', severity: 'low' }],
      'certificate',
    ],
  ] as const)('is none %s', (_, findings, scope) => expect(deservesTicket(findings, scope)).toBe(true));
});
