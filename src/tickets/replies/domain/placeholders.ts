import type { Placeholder, Text } from '../../../contracts/api/index.js';

/** What each stands for, what a preview shows, and the gap that is left where a ticket knows no such thing. */
export const PLACEHOLDERS: Readonly<Record<Placeholder, { means: Text; example: string; gap: string }>> = {
  clerk: {
    means: { vi: 'tên cán bộ đã báo', en: 'the clerk who reported it' },
    example: 'chị Hoa',
    gap: 'anh/chị',
  },
  center: {
    means: { vi: 'tên trung tâm', en: 'the center' },
    example: 'Trung tâm Phục vụ hành chính công xã Bình Minh',
    gap: '[trung tâm]',
  },
  device: { means: { vi: 'tên máy', en: 'the PC' }, example: 'Quầy 3', gap: '[tên máy]' },
  ticket: {
    means: { vi: 'số phiếu', en: 'the number of the ticket' },
    example: 'PH-2026-000123',
    gap: '[số phiếu]',
  },
  me: { means: { vi: 'tên của tôi', en: 'my name' }, example: 'Nguyễn Văn Minh', gap: '[tên]' },
  program: {
    means: { vi: 'phần mềm đang lỗi', en: 'the program in trouble' },
    example: 'Phần mềm một cửa',
    gap: '[tên phần mềm]',
  },
  hotline: {
    means: { vi: 'đường dây nóng của nhà cung cấp', en: 'the hotline of the vendor' },
    example: '1800 1234',
    gap: '[số điện thoại]',
  },
  guides: {
    means: { vi: 'địa chỉ trang Hướng dẫn', en: 'the address of the guides' },
    example: 'https://trucban.example.vn/guides',
    gap: '[địa chỉ]',
  },
};

const PLACE = /\{\{([^{}]*)\}\}/g;

/** The first name in a text that is not of the list; null: all are. Braces that close nothing are one, too. */
export function unknownPlaceholder(text: string): string | null {
  for (const [whole, name = ''] of text.matchAll(PLACE))
    if (!isPlaceholder(name.trim())) return name.trim() || whole;
  return text.replace(PLACE, '').match(/\{\{|\}\}/)?.[0] ?? null;
}

/** The text with every place filled; where nothing is known a gap stays that its writer sees. */
export function fillPlaceholders(
  text: string,
  values: Readonly<Partial<Record<Placeholder, string | null>>>,
): string {
  return text.replace(PLACE, (whole, found: string) => {
    const name = found.trim();
    return isPlaceholder(name) ? values[name] || PLACEHOLDERS[name].gap : whole;
  });
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}
