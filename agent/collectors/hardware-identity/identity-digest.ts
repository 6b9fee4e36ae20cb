import { createHash } from 'node:crypto';

/** What a PC's firmware and disk say about themselves; null where nothing is said or may be read. */
export interface HardwareMarks {
  systemUuid: string | null;
  boardSerial: string | null;
  diskSerial: string | null;
}

/** What makers leave in the fields of cheap assembled PCs and of virtual machines. Compared without case and marks. */
const PLACEHOLDERS = new Set(
  [
    'to be filled by o.e.m.',
    'default string',
    'not specified',
    'not applicable',
    'not available',
    'system serial number',
    'base board serial number',
    'chassis serial number',
    'serial number',
    'system product name',
    'system manufacturer',
    'o.e.m.',
    'oem',
    'none',
    'n/a',
    'na',
    'null',
    'unknown',
    'invalid',
    'empty',
    '123456789',
    '1234567890',
    '0123456789',
    '03000200-0400-0500-0006-000700080009',
    '12345678-1234-5678-90ab-cddeefaabbcc',
  ].map(squeezed),
);

/** The text, or null when it is what a maker left in place of one. */
export function realMark(text: string | null | undefined): string | null {
  const mark = (text ?? '').trim();
  const bare = squeezed(mark);
  if (bare.length < 3 || PLACEHOLDERS.has(bare)) return null;
  // All zeros, all F, "xxxxxxxx", "........": one character repeated says nothing.
  if (/^(.)\1*$/.test(bare)) return null;
  return mark;
}

/**
 * One digest of the marks that a PC keeps for life: the firmware's UUID and the board's serial; the disk's serial only
 * when there is neither, because a replaced disk does not make another PC. Null when all are placeholders.
 */
export function hardwareDigest(marks: HardwareMarks): string | null {
  const uuid = realMark(marks.systemUuid)?.toLowerCase() ?? null;
  const board = realMark(marks.boardSerial)?.toLowerCase() ?? null;
  const disk = uuid === null && board === null ? (realMark(marks.diskSerial)?.toLowerCase() ?? null) : null;
  if (uuid === null && board === null && disk === null) return null;
  return createHash('sha256').update(JSON.stringify({ uuid, board, disk })).digest('hex');
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^0-9a-z]/g, '');
}
