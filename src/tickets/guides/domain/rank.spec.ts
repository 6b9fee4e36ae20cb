import { beforeAll, describe, expect, it } from '@jest/globals';
import { fold } from '../../../platform/i18n/index.js';
import { readShippedGuides } from '../shipped-guides.js';
import { bestGuides, type Findable, searchGuides } from './rank.js';

type Named = Findable & { slug: string };
let shelf: Named[];

beforeAll(async () => {
  shelf = (await readShippedGuides()).map(({ slug, category, program, titleVi, titleEn, keywords }) => ({
    slug,
    category,
    program,
    title: fold(`${titleVi} ${titleEn}`),
    keywords: fold(keywords),
  }));
});

const suggested = (text: string, category: string | null = null, programs: string[] = []): string[] =>
  bestGuides(shelf, { text: fold(text), category, programs }, 3).map(({ slug }) => slug);
const found = (text: string): string[] => searchGuides(shelf, fold(text)).map(({ slug }) => slug);

describe('guides that are suggested', () => {
  it.each([
    ['token', 'usb-token-khong-nhan'],
    ['toke', 'usb-token-khong-nhan'],
    ['Cắm token vào mà không ký được', 'usb-token-khong-nhan'],
    ['em nhập sai mã PIN ba lần', 'usb-token-bi-khoa-ma-pin'],
    ['may bao pin locked', 'usb-token-bi-khoa-ma-pin'],
    ['bấm ký thì không hiện mã PIN, cứ quay mãi', 'cua-so-ma-pin-bi-che'],
    ['một cửa bị treo từ sáng', 'phan-mem-mot-cua-cham-hoac-treo'],
    ['Bấm nộp hồ sơ thì màn hình trắng', 'phan-mem-mot-cua-cham-hoac-treo'],
    ['máy in kẹt giấy', 'may-in-khong-in'],
    ['đồng hồ sai giờ', 'dong-ho-may-tinh-sai'],
    ['unikey không gõ được dấu', 'go-tieng-viet-khong-ra-dau'],
    ['cả xã mất mạng', 'mat-mang'],
    ['chữ ký số sắp hết hạn', 'gia-han-chung-thu-chu-ky-so'],
    ['chứng thư vẫn ghi tên huyện', 'thay-doi-thong-tin-chung-thu'],
    ['trình duyệt hiện giao diện cũ', 'xoa-bo-nho-dem-trinh-duyet'],
    ['máy này thu thập gì', 'may-nay-thu-thap-gi'],
  ])('"%s" leads to %s', (text, slug) => {
    expect(suggested(text)[0]).toBe(slug);
  });

  it('are none for words that say nothing about any of them', () => {
    expect(suggested('xin chào các anh chị')).toEqual([]);
    expect(suggested('')).toEqual([]);
  });

  it('are those of the category while nothing is typed, and never more than asked for', () => {
    expect(suggested('', 'printer')).toEqual(['may-in-khong-in']);
    expect(suggested('', 'signature')).toHaveLength(3);
    expect(suggested('', 'other')).toEqual([]);
  });

  it('begin with the program that is in trouble, before other guides of the category', () => {
    expect(suggested('', 'one_stop')[0]).toBe('phan-mem-mot-cua-cham-hoac-treo');
    expect(suggested('', null, ['motcua'])).toEqual(['phan-mem-mot-cua-cham-hoac-treo']);
    expect(suggested('', 'printer', ['motcua'])).toEqual([
      'phan-mem-mot-cua-cham-hoac-treo',
      'may-in-khong-in',
    ]);
  });

  it('follow the words where they say more than the pictogram that was pressed', () => {
    expect(suggested('máy in kẹt giấy, không in được', 'one_stop')[0]).toBe('may-in-khong-in');
  });
});

describe('guides that are searched', () => {
  it('are found with and without marks, in English, and while a word is half typed', () => {
    expect(found('máy in')).toContain('may-in-khong-in');
    expect(found('may in')).toEqual(found('máy in'));
    expect(found('printer')[0]).toBe('may-in-khong-in');
    expect(found('prin')[0]).toBe('may-in-khong-in');
  });

  it('are none where nothing matches', () => {
    expect(found('xyzxyz')).toEqual([]);
  });
});
