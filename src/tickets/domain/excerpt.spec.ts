import { describe, expect, it } from '@jest/globals';
import { fold } from '../../platform/i18n/index.js';
import { excerptOf } from './excerpt.js';

const LONG =
  'Sáng nay cán bộ gọi điện, chúng tôi đã vào máy từ xa và thấy trình điều khiển của máy in bị mất sau khi cập nhật, nên đã cài lại bản của hãng rồi in thử hai trang, chạy tốt, hẹn chiều gọi lại hỏi.';

describe('the line that says why a ticket was found', () => {
  it('is of the text with the most words', () => {
    expect(excerptOf(['Máy chậm', 'Máy in kẹt giấy', 'Giấy hết'], 'may giay', fold)).toBe('Máy in kẹt giấy');
  });

  it('is cut at words around the first that was found', () => {
    const line = excerptOf([LONG], 'trinh dieu khien', fold)!;
    expect(line).toContain('trình điều khiển của máy in');
    expect(line.startsWith('… ')).toBe(true);
    expect(line.endsWith(' …')).toBe(true);
    expect(line.length).toBeLessThan(150);
    expect(LONG).toContain(line.slice(2, -2));
  });

  it('is one line, also of one word without end', () => {
    expect(excerptOf(['Dòng một\nMáy in'], 'may', fold)).toBe('Dòng một Máy in');
    expect(excerptOf(['a'.repeat(500)], 'a', fold)).toBe(`${'a'.repeat(140)} …`);
  });

  it('is not there where no text holds a word', () => {
    expect(excerptOf(['Máy in'], 'quet', fold)).toBeNull();
    expect(excerptOf([], 'may', fold)).toBeNull();
  });
});
