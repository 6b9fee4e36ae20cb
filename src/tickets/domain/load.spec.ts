import { describe, expect, it } from '@jest/globals';
import { leastLoaded } from './load.js';

const [LAN, BINH] = [1, 2];

describe('a ticket goes to', () => {
  it.each([
    [
      'whoever has fewer',
      [LAN, BINH],
      [
        [LAN, 3],
        [BINH, 2],
      ],
      BINH,
    ],
    [
      'the first where both have as many',
      [LAN, BINH],
      [
        [LAN, 2],
        [BINH, 2],
      ],
      LAN,
    ],
    ['somebody who has none', [LAN, BINH], [[LAN, 1]], BINH],
    ['the only one', [BINH], [[BINH, 9]], BINH],
    ['nobody where nobody is on duty', [], [], null],
  ] as const)('%s', (_, candidates, open, expected) => {
    expect(leastLoaded(candidates, new Map(open))).toBe(expected);
  });
});
