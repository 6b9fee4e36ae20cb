import { describe, expect, it } from '@jest/globals';
import type { PresenceCounts } from '../../contracts/api/index.js';
import { type CenterFacts, centerRank, centerTone, deviceTone, findingTone } from './tones.js';

const NO_PCS: PresenceCounts = { online: 0, silent: 0, off: 0, stopped: 0, never: 0, expected: null };

function center(devices: Partial<PresenceCounts>, rest: Partial<CenterFacts> = {}): CenterFacts {
  return {
    devices: { ...NO_PCS, ...devices },
    openTickets: 0,
    worstTicket: null,
    systemFault: null,
    atWork: true,
    unheard: false,
    ...rest,
  };
}

describe('a center is', () => {
  it.each<[string, CenterFacts, string]>([
    ['ok when a PC reports and nothing is wrong', center({ online: 3, off: 2 }), 'ok'],
    ['unknown while the server has lost its line', center({ online: 3 }, { unheard: true }), 'unknown'],
    [
      'a problem with an urgent ticket',
      center({ online: 3 }, { openTickets: 1, worstTicket: 'problem' }),
      'problem',
    ],
    ['a problem with a silent PC, before its ticket is there', center({ online: 3, silent: 1 }), 'problem'],
    [
      'a problem with a silent PC beside a lesser ticket',
      center({ silent: 1 }, { openTickets: 1, worstTicket: 'warning' }),
      'problem',
    ],
    [
      'handled once somebody took every ticket, silent PC or not',
      center({ online: 3, silent: 1 }, { openTickets: 2, worstTicket: 'handled' }),
      'handled',
    ],
    [
      'a warning with a lesser ticket',
      center({ online: 3 }, { openTickets: 1, worstTicket: 'warning' }),
      'warning',
    ],
    ['part of a widespread fault', center({ online: 3 }, { systemFault: 'widespread' }), 'widespread'],
    [
      'a problem, if it has one of its own beside the widespread one',
      center({ online: 3 }, { openTickets: 1, worstTicket: 'problem', systemFault: 'widespread' }),
      'problem',
    ],
    [
      'handled when the widespread fault is taken',
      center({ online: 3 }, { systemFault: 'handled' }),
      'handled',
    ],
    ['off without a PC', center({}), 'off'],
    ['off when all were switched off after work', center({ off: 4 }, { atWork: false }), 'off'],
    ['unknown when all are off at work', center({ off: 4 }), 'unknown'],
    ['unknown while no PC was ever heard', center({ never: 2 }, { atWork: false }), 'unknown'],
  ])('%s', (_, facts, tone) => {
    expect(centerTone(facts)).toBe(tone);
  });
});

describe('the order of centers', () => {
  it('puts the worse tone first, and within it the one with more that is wrong', () => {
    const one = centerRank('problem', center({ silent: 1 }));
    const three = centerRank('problem', center({ silent: 2 }, { openTickets: 1 }));
    const warning = centerRank('warning', center({}, { openTickets: 2000 }));
    expect([one, warning, three].sort((a, b) => a - b)).toEqual([three, one, warning]);
  });
});

describe('a PC is', () => {
  const silence = { rule: 'device-silent', tone: 'handled' as const };

  it('red while silent', () => {
    expect(deviceTone('silent', [])).toBe('problem');
  });

  it('handled when somebody took its silence', () => {
    expect(deviceTone('silent', [silence])).toBe('handled');
  });

  it('red for its silence, however low the priority of that', () => {
    const tone = findingTone({ rule: 'device-silent', severity: 'normal', ticketStatus: 'new' });
    expect(deviceTone('silent', [{ rule: 'device-silent', tone }])).toBe('problem');
  });

  it('as bad as the worst of its findings', () => {
    expect(
      deviceTone('online', [
        {
          rule: 'program-hung',
          tone: findingTone({ rule: 'program-hung', severity: 'high', ticketStatus: 'new' }),
        },
        silence,
      ]),
    ).toBe('problem');
    expect(
      deviceTone('off', [
        {
          rule: 'certificate-ending',
          tone: findingTone({ rule: 'certificate-ending', severity: 'low', ticketStatus: null }),
        },
      ]),
    ).toBe('warning');
  });

  it('unknown until it is heard', () => {
    expect(deviceTone('never', [])).toBe('unknown');
  });
});
