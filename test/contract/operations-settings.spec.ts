import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { SETTINGS } from '../../src/platform/config/index.js';

describe('docs/operations.md', () => {
  it('lists every setting as `npx trucban config` does, and no other', () => {
    const rows = readFileSync('docs/operations.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `TRUCBAN_[A-Z_]+` /.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim().replace(/^`|`$/g, '')),
      );
    expect(rows).toEqual(SETTINGS.map(({ variable, meaning, example }) => [variable, meaning, example]));
  });
});
