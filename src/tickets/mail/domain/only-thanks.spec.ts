import { describe, expect, it } from '@jest/globals';
import { fold } from '../../../platform/i18n/index.js';
import { isOnlyThanks } from './only-thanks.js';

describe('an answer to a ticket that has ended', () => {
  it.each([
    'Cảm ơn anh!',
    'Dạ em cảm ơn các anh chị kỹ thuật đã hỗ trợ nhanh ạ',
    'Ok anh, được rồi ạ. Cảm ơn anh nhiều!',
    'Đã xong. Trân trọng.',
    'CÁM ƠN BẠN',
    'Thanks',
    'Ca\u0309m o\u031bn a\u0323',
    'Máy chạy rồi ạ, cảm ơn!',
  ])('is only thanks: %s', (text) => expect(isOnlyThanks(fold(text))).toBe(true));

  it.each([
    'Cảm ơn, nhưng vẫn chưa được',
    'Cảm ơn anh, máy in lại kẹt rồi',
    'Chưa xong ạ',
    'Không được rồi',
    'Được rồi ạ? Em chưa thấy',
    'Cảm ơn anh, còn máy bên cạnh thì sao',
    'Lại kẹt rồi',
    'Dạ',
    '',
    `${'cảm ơn '.repeat(30)}`,
  ])('may be more than thanks: %s', (text) => expect(isOnlyThanks(fold(text))).toBe(false));
});
