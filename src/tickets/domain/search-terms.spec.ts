import { describe, expect, it } from '@jest/globals';
import { fold } from '../../platform/i18n/index.js';
import { queryOf, type SearchableTicket, type SearchScope, termsOf } from './search-terms.js';

const EVERYWHERE: SearchScope = {
  hold: { province: null, center: null },
  centerId: null,
  assigneeId: null,
  list: null,
  internal: true,
};

function ticket(values: Partial<SearchableTicket> = {}): SearchableTicket {
  const place = {
    centerId: 12,
    concernsAll: false,
    provinces: ['25'],
    assigneeId: null,
    lists: ['open', 'waiting'] as const,
  };
  return { number: 'PH-2026-000123', open: ['Máy in kẹt giấy'], internal: [], ...place, ...values };
}

/** Would the index find the ticket by what is typed? */
function finds(
  asked: string,
  held: Partial<SearchableTicket> = {},
  scope: Partial<SearchScope> = {},
  part: 'folded' | 'exact' | 'numbered' = 'folded',
): boolean {
  const terms = new Set(termsOf(ticket(held), fold));
  const clauses = queryOf(asked, { ...EVERYWHERE, ...scope }, fold)?.[part];
  if (!clauses) return false;
  return clauses.every(({ any, not }) => any.some((term) => terms.has(term)) && !(not && terms.has(not)));
}

describe('words of a ticket', () => {
  it.each([
    ['without marks', 'may in', true],
    ['with marks', 'máy in', true],
    ['decomposed', 'máy in'.normalize('NFD'), true],
    ['in another order', 'in may', true],
    ['in capitals', 'MÁY IN', true],
    ['the beginning of the last one', 'may in ke', true],
    ['one that is complete is no beginning', 'may in ke ', false],
    ['the beginning of another one', 'ma in', false],
    ['a word it has not', 'may quet', false],
    ['its number', 'PH-2026-000123', true],
    ['its number in short', '123', true],
    ['its number as it is spoken', 'ph 2026 123', true],
    ['quotes and signs', '"máy" (in)', true],
  ])('%s', (_, asked, expected) => {
    expect(finds(asked)).toBe(expected);
  });

  it('are asked for where there are some', () => {
    expect(queryOf(' -- ', EVERYWHERE, fold)).toBeNull();
  });

  it('tells very long ones apart by their beginning', () => {
    const held = { open: ['dichvucongtructuyenphutho'] };
    expect(finds('dichvucongtructuyenphutho', held)).toBe(true);
    expect(finds('dichvucongtructuyenphu', held)).toBe(true);
    expect(finds('dichvucongtrực', held)).toBe(true);
  });
});

describe('what leads', () => {
  it.each([
    ['the very marks', 'máy', true],
    ['the very marks, decomposed', 'máy'.normalize('NFD'), true],
    ['other marks', 'mây', false],
    ['no marks', 'may', false],
  ])('by %s', (_, asked, expected) => {
    expect(finds(asked)).toBe(true);
    expect(finds(asked, {}, {}, 'exact')).toBe(expected);
  });

  it.each([
    ['123', true],
    ['PH-2026-123', true],
    ['ph 000123', true],
    ['PH-2025-000123', false],
    ['12', false],
    ['máy 123', false],
  ])('by number: %s', (asked, expected) => {
    expect(finds(asked, {}, {}, 'numbered')).toBe(expected);
  });
});

describe('the scope', () => {
  it.each<[string, Partial<SearchableTicket>, Partial<SearchScope>, boolean]>([
    ['its own province', {}, { hold: { province: '25', center: null } }, true],
    ['its own center', {}, { hold: { province: '25', center: 12 } }, true],
    ['another center', {}, { hold: { province: '25', center: 13 } }, false],
    [
      'of no center, hence of every center',
      { centerId: null, concernsAll: true },
      { hold: { province: '25', center: 13 } },
      true,
    ],
    ['another province', {}, { hold: { province: '01', center: null } }, false],
    [
      'of no center, hence of every province',
      { centerId: null, provinces: ['01', '25'] },
      { hold: { province: '01', center: null } },
      true,
    ],
    ['its center', {}, { centerId: 12 }, true],
    ['another center whose id begins so', {}, { centerId: 1 }, false],
    ['of whoever has it', { assigneeId: 7 }, { assigneeId: 7 }, true],
    ['of nobody', {}, { assigneeId: 7 }, false],
    ['a list it is in', {}, { list: 'waiting' }, true],
    ['a list it is not in', {}, { list: 'overdue' }, false],
    ['of what has ended', { lists: ['ended'] }, { list: 'ended' }, true],
  ])('%s', (_, held, scope, expected) => {
    expect(finds('may in', held, scope)).toBe(expected);
    expect(finds('123', held, scope, 'numbered')).toBe(expected);
  });

  it('cannot be typed', () => {
    expect(finds('@p25')).toBe(false);
    expect(finds('=máy')).toBe(true);
  });
});

describe('what is internal', () => {
  const held = { internal: ['Hộp mực của hãng Z'] };

  it('is found by the desk', () => {
    expect(finds('hop muc', held)).toBe(true);
    expect(finds('hộp mực', held, {}, 'exact')).toBe(true);
  });

  it('is found by nobody else, not by a beginning either', () => {
    expect(finds('hop muc', held, { internal: false })).toBe(false);
    expect(finds('may ho', held, { internal: false })).toBe(false);
    expect(finds('may in', held, { internal: false })).toBe(true);
  });

  it('does not hide what is also said openly', () => {
    const both = { open: ['Hết mực'], internal: ['Đổi mực'] };
    expect(finds('muc', both, { internal: false })).toBe(true);
    expect(finds('doi', both, { internal: false })).toBe(false);
  });
});
