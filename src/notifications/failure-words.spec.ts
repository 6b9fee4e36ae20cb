import { describe, expect, it } from '@jest/globals';
import { wordFailure } from './failure-words.js';

describe('what failed', () => {
  it.each([
    ['EHTTP 410', 'bên nhận trả lời 410'],
    ['EENVELOPE 550', 'máy chủ thư không nhận địa chỉ này'],
    ['ECONNREFUSED', 'không kết nối được với bên nhận'],
    ['ETIMEDOUT', 'bên nhận không trả lời kịp'],
    ['EZALO -230', 'EZALO -230'],
    ['', ''],
  ])('%s is said so that people understand it, or as its code', (error, words) => {
    expect(wordFailure(error).vi).toBe(words);
  });
});
