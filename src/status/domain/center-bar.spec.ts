import { describe, expect, it } from '@jest/globals';
import type { BarSpan, Tone } from '../../contracts/api/index.js';
import { centerBar, type CenterBarWords } from './center-bar.js';

const same = (text: string) => ({ vi: text, en: text });
const words: CenterBarWords = {
  one: (name, label) => same(`${name} ${label.vi}`),
  several: (count, label) => same(`${count} ${label.vi}`),
  calm: { ok: same('fine'), off: same('all off') },
};
const span = (tone: Tone, label: string, from: number, until: number): BarSpan => ({
  from,
  until,
  tone,
  label: same(label),
});
const drawn = (...bars: BarSpan[][]) =>
  centerBar(
    bars.map((bar, index) => ({ name: `Q${index + 1}`, bar })),
    words,
  ).map(({ from, until, tone, label }) => `${from}-${until} ${tone} ${label.vi}`);

describe('the bar of a center', () => {
  it('shows the worst among its PCs, and whose it is', () => {
    expect(
      drawn(
        [span('ok', 'online', 0, 100)],
        [span('ok', 'online', 0, 40), span('problem', 'hung', 40, 60), span('ok', 'online', 60, 100)],
      ),
    ).toEqual(['0-40 ok fine', '40-60 problem Q2 hung', '60-100 ok fine']);
  });

  it('counts PCs that fare alike', () => {
    const hung = [span('problem', 'hung', 0, 100)];
    expect(drawn(hung, hung, [span('ok', 'online', 0, 100)])).toEqual(['0-100 problem 2 hung']);
  });

  it('works as long as one PC does, whatever is off or unknown', () => {
    expect(
      drawn(
        [span('unknown', 'no data', 0, 100)],
        [span('off', 'off', 0, 50), span('ok', 'online', 50, 100)],
        [span('off', 'off', 0, 100)],
      ),
    ).toEqual(['0-50 off all off', '50-100 ok fine']);
  });

  it('is empty without a PC', () => {
    expect(drawn()).toEqual([]);
  });
});
