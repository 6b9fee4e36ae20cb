import type { ReportCategory, Text } from '../../contracts/api/index.js';

/** What a clerk can choose on the form, in the order it is shown. */
export const CATEGORY_WORDS: Readonly<Record<ReportCategory, Text>> = {
  one_stop: { vi: 'Phần mềm một cửa', en: 'One-stop software' },
  civil_registration: { vi: 'Phần mềm hộ tịch', en: 'Civil registration' },
  signature: { vi: 'Ký số', en: 'Digital signature' },
  printer: { vi: 'Máy in, máy quét', en: 'Printer, scanner' },
  network: { vi: 'Mạng', en: 'Network' },
  slow: { vi: 'Máy chậm', en: 'Slow PC' },
  other: { vi: 'Việc khác', en: 'Something else' },
};

export const CATEGORIES = (Object.keys(CATEGORY_WORDS) as ReportCategory[]).map((id) => ({
  id,
  label: CATEGORY_WORDS[id],
}));
