import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { invalid } from './validation.js';

const Form = z.object({
  name: z.string().trim().min(1).max(5),
  pin: z.string().min(14),
  phone: z.string().regex(/^0\d{9}$/),
  grade: z.enum(['low', 'high']),
  page: z.int().min(1).max(50),
  files: z.array(z.int()).max(2),
  mail: z.email(),
});
const GOOD = {
  name: 'Hoa',
  pin: 'mười bốn ký tự',
  phone: '0912345678',
  grade: 'low',
  page: 1,
  files: [],
  mail: 'a@b.vn',
};

describe('what is wrong with what was sent', () => {
  it.each([
    [{ name: ' ' }, '"name": chưa điền', 'nothing is there'],
    [{ name: 'dài quá năm' }, '"name": dài quá 5 ký tự', 'longer than 5 characters'],
    [{ name: undefined }, '"name": còn thiếu, hoặc không phải chữ', 'is missing, or is not text'],
    [{ pin: 'ngắn' }, '"pin": cần ít nhất 14 ký tự', 'at least 14 characters'],
    [{ phone: '123' }, '"phone": không đúng dạng', 'is not of the form'],
    [{ grade: 'x' }, '"grade": phải là một trong: low, high', 'must be one of: low, high'],
    [{ page: 0 }, '"page": phải từ 1 trở lên', 'must be 1 or more'],
    [{ page: 51 }, '"page": phải từ 50 trở xuống', 'must be 50 or less'],
    [{ page: '1' }, '"page": còn thiếu, hoặc không phải số', 'is not a number'],
    [{ files: [1, 2, 3] }, '"files": nhiều hơn 2 mục', 'more than 2 entries'],
    [{ mail: 'x' }, '"mail": không phải địa chỉ thư', 'is no mail address'],
  ])('%j is said in both languages', (wrong, vi, en) => {
    const { error } = Form.safeParse({ ...GOOD, ...wrong });
    const refusal = invalid('REQUEST_INVALID', error!.issues);
    expect(refusal.sentence.vi).toContain(`ở mục ${vi}. Sửa lại`);
    expect(refusal.sentence.en).toContain(en);
  });

  it('has the words of a rule of our own in both languages', () => {
    const rule = z.string().refine(() => false, { message: 'say it', params: { vi: 'hãy nói' } });
    const { sentence } = invalid('X', rule.safeParse('').error!.issues);
    expect([sentence.vi, sentence.en]).toEqual([
      'Dữ liệu chưa đúng: hãy nói. Sửa lại rồi gửi lại.',
      'The data is not valid: say it. Correct it and send it again.',
    ]);
  });
});
