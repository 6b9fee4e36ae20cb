import { sniffPicture } from '../../domain/picture.js';
import { isTooDetailed } from '../../domain/picture-size.js';
import { zipEnd, zipNames } from './zip-names.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

/** What is kept: what each kind is called, its own ending first. */
export const KEPT = {
  'image/png': ['png', 'jpg', 'jpeg', 'jfif', 'webp'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif', 'png', 'webp'],
  'image/webp': ['webp', 'jpg', 'jpeg', 'png'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log'],
  [`${OFFICE}wordprocessingml.document`]: ['docx'],
  [`${OFFICE}spreadsheetml.sheet`]: ['xlsx'],
  [`${OFFICE}presentationml.presentation`]: ['pptx'],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type KeptType = keyof typeof KEPT;

/** Why a file is not kept. `active`: it does something when it is opened. `lies`: it is not what its name says. */
export type FileFault = 'archive' | 'program' | 'active' | 'locked' | 'lies' | 'too-detailed' | 'other';

export type Judged = { mediaType: KeptType } | { fault: FileFault };

/** Old Office documents may hold macros, and only Office could tell. */
const STARTS = {
  program: ['4d5a', '7f454c46', 'cafebabe', 'cffaedfe', '2321', '4c000000'],
  archive: [
    ...['504b0304', '504b0506', '52617221', '377abcaf271c', '1f8b', '425a68', 'fd377a58', '28b52ffd'],
    '4d534346',
  ],
  active: ['d0cf11e0'],
} as const;
const FAULTS = ['program', 'archive', 'active'] as const;
const NAMES: Readonly<Record<(typeof FAULTS)[number], RegExp>> = {
  program:
    /\.(exe|msi|scr|com|bat|cmd|ps1|vbs|vbe|js|mjs|jse|wsf|wsh|hta|lnk|url|dll|cpl|reg|apk|sh|py|jar)$/i,
  archive: /\.(zip|rar|7z|gz|tgz|bz2|xz|zst|tar|cab|iso|img|vhdx?)$/i,
  active:
    /\.(html?|xhtml|shtml|mht|mhtml|svgz?|xml|xsl|xslt|swf|php|aspx?|jsp|docm|dotm|xls[mb]|xltm|xlam|pptm|potm|pps[mx]|ppam)$/i,
};
const MARKUP = /^\s*(<!doctype|<html|<head|<body|<script|<svg|<\?xml|<\?php|<iframe|<img)/i;

/** What a file is, told by its bytes; its name may only agree. Nothing in it is opened or run. */
export function judgeFile(name: string, bytes: Buffer): Judged {
  for (const fault of FAULTS) if (NAMES[fault].test(name)) return { fault };
  const found = foundIn(name, bytes);
  if ('fault' in found) return found;
  const ending = endingOf(name);
  const endings: readonly string[] = KEPT[found.mediaType];
  return ending === '' || endings.includes(ending) ? found : { fault: 'lies' };
}

/** The name with the ending of what it is: a WebP that a messenger saved as .jpg is called what it is. */
export function trueName(name: string, mediaType: KeptType): string {
  const own = KEPT[mediaType][0];
  const ending = endingOf(name);
  if (
    ending === own ||
    (own === 'jpg' && /^(jpe?g|jfif)$/.test(ending)) ||
    (own === 'txt' && ending === 'log')
  )
    return name;
  const stem = ending === '' ? name : name.slice(0, -ending.length - 1);
  return `${stem || 'file'}.${own}`;
}

export function isPictureType(mediaType: string): boolean {
  return mediaType.startsWith('image/');
}

function endingOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function foundIn(name: string, bytes: Buffer): Judged {
  const picture = sniffPicture(bytes);
  if (picture) return isTooDetailed(bytes) ? { fault: 'too-detailed' } : { mediaType: picture };
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  // What is a PDF from its beginning and an archive from its end is opened as either.
  if (start.startsWith('25504446'))
    return zipEnd(bytes) < 0 ? { mediaType: 'application/pdf' } : { fault: 'archive' };
  if (start.startsWith('504b0304') && /^(doc|xls|ppt)x$/.test(endingOf(name))) return officeOf(name, bytes);
  for (const fault of FAULTS) if (STARTS[fault].some((known) => start.startsWith(known))) return { fault };
  if (zipEnd(bytes) >= 0) return { fault: 'archive' };
  return textOf(bytes);
}

const MAIN_PARTS = {
  docx: ['word/document.xml', `${OFFICE}wordprocessingml.document`],
  xlsx: ['xl/workbook.xml', `${OFFICE}spreadsheetml.sheet`],
  pptx: ['ppt/presentation.xml', `${OFFICE}presentationml.presentation`],
} as const;
/** Macros, controls, objects of other programs, sheets of macros; and a template that is fetched from somewhere else. */
const ACTIVE_PARTS =
  /(vba(Project|Data)|macrosheets?\/|activeX|embeddings\/|oleObject|word\/_rels\/settings\.xml\.rels|\.(exe|dll|js|vbs|html?)$)/i;

function officeOf(name: string, bytes: Uint8Array): Judged {
  const names = zipNames(bytes);
  const [main, mediaType] = MAIN_PARTS[endingOf(name) as keyof typeof MAIN_PARTS];
  if (!names) return { fault: 'archive' };
  if (!names.includes('[Content_Types].xml') || !names.includes(main)) return { fault: 'lies' };
  return names.some((part) => ACTIVE_PARTS.test(part)) ? { fault: 'active' } : { mediaType };
}

/** Text is what can be read as such to its end: nothing that steers a program, no markup. */
function textOf(bytes: Uint8Array): Judged {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return { fault: 'other' };
  }
  if (MARKUP.test(text.slice(0, 1_000))) return { fault: 'active' };
  // eslint-disable-next-line no-control-regex -- they are what no text holds
  return text === '' || /[\u0000-\u0008\u000e-\u001f]/.test(text)
    ? { fault: 'other' }
    : { mediaType: 'text/plain' };
}

/** Old Windows programs save logs with two bytes a letter, and say so at the beginning. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' {
  return first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
}
