import { describe, expect, it } from '@jest/globals';
import { personalNumbersIn } from './personal-numbers.js';

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
