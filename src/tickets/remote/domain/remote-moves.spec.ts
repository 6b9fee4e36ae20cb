import { describe, expect, it } from '@jest/globals';
import { RemoteState } from '../../../contracts/api/index.js';
import { afterMove, checkAt, type Mover, passesAt, type RemoteMove, takesCodes } from './remote-moves.js';

const MOVES = ['accept', 'decline', 'begin', 'end', 'expire'] as const satisfies readonly RemoteMove[];
const MOVERS = ['clerk', 'desk', 'time'] as const satisfies readonly Mover[];
const MINUTE = 60_000;

describe('the table of moves', () => {
  it('is this, and nothing else moves', () => {
    const all = RemoteState.options.flatMap((from) =>
      MOVES.flatMap((move) =>
        MOVERS.flatMap((by) => {
          const to = afterMove(from, move, by);
          return to === null ? [] : [`${by} ${move}: ${from} > ${to}`];
        }),
      ),
    );
    expect(all).toEqual([
      'clerk accept: asked > accepted',
      'clerk decline: asked > declined',
      'clerk end: asked > ended',
      'desk end: asked > ended',
      'time expire: asked > expired',
      'desk begin: accepted > begun',
      'clerk end: accepted > ended',
      'desk end: accepted > ended',
      'time expire: accepted > expired',
      'clerk end: begun > ended',
      'desk end: begun > ended',
      'time expire: begun > expired',
    ]);
  });

  it('lets a clerk end it wherever it stands open, and takes codes only after she agreed', () => {
    expect(RemoteState.options.filter((state) => afterMove(state, 'end', 'clerk'))).toEqual([
      'asked',
      'accepted',
      'begun',
    ]);
    expect(RemoteState.options.filter(takesCodes)).toEqual(['accepted', 'begun']);
  });
});

describe('what time does', () => {
  it.each([
    ['asked', 30],
    ['accepted', 30],
    ['begun', 240],
    ['ended', 0],
  ] as const)('%s passes after %i minutes', (state, minutes) =>
    expect(passesAt(state, 1_000)).toBe(1_000 + minutes * MINUTE),
  );

  it('is looked at when the state passes or the codes are forgotten, whichever comes first', () => {
    expect(checkAt({ state: 'begun', expiresAt: 240 }, null)).toBe(240);
    expect(checkAt({ state: 'begun', expiresAt: 240 }, 30)).toBe(30);
    expect(checkAt({ state: 'declined', expiresAt: 240 }, 30)).toBeNull();
  });
});
