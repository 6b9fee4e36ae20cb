import type { RefusedKind } from './incoming-mail.js';

const STARTS = {
  archive: [
    '504b0304',
    '504b0506',
    '52617221',
    '377abcaf271c',
    '1f8b',
    '425a68',
    'fd377a58',
    '28b52ffd',
    '4d534346',
  ],
  program: ['4d5a', '7f454c46', 'cafebabe', 'cffaedfe', '2321', 'd0cf11e0'],
} as const;
const NAMES: Readonly<Record<keyof typeof STARTS, RegExp>> = {
  archive: /\.(zip|rar|7z|gz|tgz|bz2|xz|zst|tar|cab|iso|img|jar)$/i,
  program: /\.(exe|msi|scr|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|lnk|dll|apk|sh|docm|xlsm|pptm)$/i,
};

/** What a file is that is no picture, told by its first bytes, then by its name. It is never opened. */
export function refusedKindOf(
  name: string,
  bytes: Uint8Array,
): Extract<RefusedKind, 'archive' | 'program' | 'other'> {
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  for (const kind of ['program', 'archive'] as const) {
    // Office documents are archives by their bytes, and called documents by everybody.
    if (NAMES[kind].test(name)) return kind;
    if (!/\.(docx|xlsx|pptx|odt|ods)$/i.test(name) && STARTS[kind].some((known) => start.startsWith(known)))
      return kind;
  }
  return 'other';
}
