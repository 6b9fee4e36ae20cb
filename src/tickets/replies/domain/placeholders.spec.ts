import { describe, expect, it } from '@jest/globals';
import { SHIPPED_REPLIES } from '../shipped-replies.js';
import { fillPlaceholders, PLACEHOLDERS, unknownPlaceholder } from './placeholders.js';

describe('a placeholder that is not of the list', () => {
  it.each([
    ['none', 'Chào {{clerk}}, phiếu {{ ticket }}.', null],
    ['a misspelt one', 'Chào {{clerck}}', 'clerck'],
    ['what every object has', '{{constructor}}', 'constructor'],
    ['an empty one', 'Chào {{ }}', '{{ }}'],
    ['braces that never close', 'Chào {{clerk', '{{'],
    ['braces that never open', 'Chào clerk}}', '}}'],
    ['one inside of another', '{{cl{{me}}erk}}', '{{'],
    ['single braces are no place', 'function () { return; }', null],
  ])('%s', (_, text, unknown) => expect(unknownPlaceholder(text)).toBe(unknown));
});

describe('filling', () => {
  it('puts what is known into its place, whatever stands in it', () => {
    const values = { clerk: 'chị Hoa', ticket: 'PH-2026-000123', me: '$& {{clerk}}' };
    expect(fillPlaceholders('Chào {{clerk}}: {{ticket}}, {{me}}', values)).toBe(
      'Chào chị Hoa: PH-2026-000123, $& {{clerk}}',
    );
  });

  it('leaves a gap that is seen where nothing is known', () => {
    expect(fillPlaceholders('Gọi {{hotline}}, {{clerk}}', { hotline: null, clerk: '' })).toBe(
      'Gọi [số điện thoại], anh/chị',
    );
  });
});

describe('the replies that come with the software', () => {
  it('are about ten, each once, with placeholders of the list alone', () => {
    expect(SHIPPED_REPLIES.length).toBeGreaterThanOrEqual(10);
    expect(new Set(SHIPPED_REPLIES.map(({ shippedAs }) => shippedAs)).size).toBe(SHIPPED_REPLIES.length);
    expect(SHIPPED_REPLIES.map(({ body }) => unknownPlaceholder(body)).filter(Boolean)).toEqual([]);
  });

  it('read as sentences in a preview', () => {
    const examples = Object.fromEntries(
      Object.entries(PLACEHOLDERS).map(([name, { example }]) => [name, example]),
    );
    for (const { body } of SHIPPED_REPLIES) expect(fillPlaceholders(body, examples)).not.toMatch(/[{}[\]]/);
  });
});
