import { describe, expect, it } from '@jest/globals';
import { Part, ScenarioFault } from './part.js';

const BILLION_LAUGHS = ['a: &a [x]']
  .concat(
    [...'bcdefghij'].map(
      (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`,
    ),
  )
  .join('\n');

describe('a scenario file that is made to hurt', () => {
  it('by names of a billion words is refused where such a name stands', () => {
    const file = Part.ofText(`${BILLION_LAUGHS}\ntitle: *j`);
    const title = file.entries().at(-1)![1];
    expect(() => title.text()).toThrow(ScenarioFault);
    expect(() => title.list()).toThrow(/must be a list/);
  });

  it('by a hundred thousand brackets is no YAML', () => {
    expect(() => Part.ofText('['.repeat(100_000))).toThrow(ScenarioFault);
  });
});
