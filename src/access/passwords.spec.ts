import { describe, expect, it } from '@jest/globals';
import { GUARDED, Passwords } from './passwords.js';

describe('a password', () => {
  const passwords = new Passwords(GUARDED);

  it('is kept as argon2id over 46 MiB, salted anew each time', async () => {
    const [one, other] = await Promise.all([passwords.hash('mưa nắng'), passwords.hash('mưa nắng')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$/);
    for (const cost of ['m=47104', 't=2', 'p=1']) expect(one).toContain(cost);
    expect(other).not.toBe(one);
    expect(await passwords.matches(one, 'mưa nắng')).toBe(true);
    expect(await passwords.matches(one, 'mưa năng')).toBe(false);
  });

  it('of nobody is never right', async () => {
    expect(await passwords.matches(null, 'a password that nobody has')).toBe(false);
  });
});
