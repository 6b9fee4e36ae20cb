import { describe, expect, it } from '@jest/globals';
import { freeSlug, slugOf } from './slug.js';

describe('the address of a guide', () => {
  it.each([
    ['may in khong in', 'may-in-khong-in'],
    ['  ma pin (bi khoa)? ', 'ma-pin-bi-khoa'],
    ['new', 'huong-dan-new'],
    ['???', 'huong-dan'],
  ])('of "%s" is %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('stays short, at the end of a word', () => {
    const slug = slugOf('mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay');
    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug).toMatch(/^mot-hai-.*[a-z]$/);
  });

  it('gets a number where another guide has it', () => {
    expect(freeSlug('mat-mang', new Set(['mat-mang', 'mat-mang-2']))).toBe('mat-mang-3');
    expect(freeSlug('mat-mang', new Set())).toBe('mat-mang');
  });
});
