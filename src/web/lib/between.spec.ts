import { describe, expect, it } from '@jest/globals';
import { between } from './between.js';

const ROWS = [{ id: 5 }, { id: 3 }, { id: 9 }, { id: 1 }];
const ids = (from: number | null, to: number) => between(ROWS, from, to).map(({ id }) => id);

describe('the rows between two that were pressed', () => {
  it('are those from one to the other, whichever is above', () => {
    expect(ids(3, 1)).toEqual([3, 9, 1]);
    expect(ids(1, 3)).toEqual([3, 9, 1]);
    expect(ids(9, 9)).toEqual([9]);
  });

  it('are the second alone where the first is on another page', () => {
    expect(ids(null, 9)).toEqual([9]);
    expect(ids(77, 9)).toEqual([9]);
  });
});
