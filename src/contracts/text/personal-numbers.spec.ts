import { describe, expect, it } from '@jest/globals';
import { maskPersonalNumbers, personalNumbersIn } from './personal-numbers.js';

describe('numbers that name a citizen', () => {
  it.each([
    ['an identity number', 'Công dân 025099001234 không nộp được', ['identity']],
    ['an identity number in groups', 'CCCD 025 099 001 234', ['identity']],
    ['an identity number with dots', 'số 025.099.001.234.', ['identity']],
    ['the older identity number', 'CMND 131234567', ['identity']],
    ['a dossier code', 'hồ sơ H48.25-260819-0012 bị lỗi', ['dossier']],
    ['a phone', 'gọi chị Hoa 0912 345 678', ['phone']],
    ['a phone from abroad', 'gọi +84 912 345 678', ['phone']],
  ])('are seen: %s', (_situation, text, found) => {
    expect(personalNumbersIn(text)).toEqual(found);
  });

  it.each([
    ['a time and a date', 'Từ 14:31 ngày 19/08/2026 không vào được'],
    ['an error code', 'Máy báo lỗi 0x80070643, mã 502'],
    ['a counter', 'Quầy 3, máy in số 2'],
    ['thirteen digits', 'mã vạch 8934567890123'],
    ['an address of the network', 'địa chỉ 192.168.1.25'],
  ])('are not seen in %s', (_situation, text) => {
    expect(personalNumbersIn(text)).toEqual([]);
  });
});

describe('what is masked', () => {
  it.each([
    ['025091001234', '•••••••••234'],
    ['025 091 001 234', '•••••••••234'],
    ['số ０２５０９１００１２３４', 'số •••••••••234'],
    ['gọi +84 912 345 678 nhé', 'gọi ••••••••678 nhé'],
    ['hồ sơ H48.25-260819-0012', 'hồ sơ •••••••••••012'],
    ['máy chủ 192.168.100.101 và 113.160.224.105', 'máy chủ 192.168.100.101 và 113.160.224.105'],
    ['lỗi 500 lúc 14:30, quầy 3', 'lỗi 500 lúc 14:30, quầy 3'],
  ])('in %s', (typed, stored) => {
    expect(maskPersonalNumbers(typed, ['identity', 'dossier', 'phone'])).toBe(stored);
  });

  it('is left alone where its kind is allowed', () => {
    expect(maskPersonalNumbers('Gọi VNPT 0210 3 123 456', ['identity', 'dossier'])).toBe(
      'Gọi VNPT 0210 3 123 456',
    );
  });
});
