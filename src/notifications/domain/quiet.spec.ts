import { describe, expect, it } from '@jest/globals';
import { quietReason, type Told } from './quiet.js';

const NOW = 1_000_000;
const entry = (said: Partial<Told> = {}): Told => ({
  kind: 'evidence',
  actorName: null,
  snoozedUntil: null,
  acknowledged: false,
  underMaintenance: false,
  ...said,
});

describe('whether an entry of a ticket is mailed', () => {
  it.each([
    ['an ordinary entry is', entry(), null],
    ['planned work silences it', entry({ underMaintenance: true }), 'MAINTENANCE'],
    ['a snooze silences it', entry({ snoozedUntil: NOW + 1 }), 'SNOOZED'],
    ['a snooze that is over does not', entry({ snoozedUntil: NOW }), null],
    ['who knows of it is not reminded', entry({ acknowledged: true }), 'ACKNOWLEDGED'],
    ['that it is over is news all the same', entry({ acknowledged: true, kind: 'resolved' }), null],
    ['what a person did is told in maintenance', entry({ actorName: 'Lan', underMaintenance: true }), null],
    [
      'so is that a clerk says it still fails',
      entry({ kind: 'reopened', actorName: 'Chị Hoa', snoozedUntil: NOW + 1 }),
      null,
    ],
  ] as const)('%s', (_, told, reason) => expect(quietReason(told, NOW)).toBe(reason));
});
