import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { nextTurn } from '../../platform/clock/index.js';
import { type FileFault, type Judged, judgeFile } from './domain/file-kind.js';
import { isActive, isLocked, PACKED } from './domain/pdf-names.js';

const inflated = promisify(inflate);
/** Of all packed streams of a file. What holds more is made to hurt whoever reads it. */
const MOST_INFLATED = 32 * 1024 * 1024;
const SCANNED_AT_ONCE = 512 * 1024;
/** Longer than any name, so that none is lost between two scans. */
const OVERLAP = 200;

/** What a file is, also by what stands packed inside of a PDF. */
export async function inspectFile(name: string, bytes: Buffer): Promise<Judged> {
  const judged = judgeFile(name, bytes);
  if ('fault' in judged || judged.mediaType !== 'application/pdf') return judged;
  const fault = (await plainFault(bytes)) ?? (await packedFault(bytes));
  return fault ? { fault } : judged;
}

async function plainFault(bytes: Buffer): Promise<FileFault | null> {
  for (let from = 0; from < bytes.length; from += SCANNED_AT_ONCE) {
    const text = bytes.toString('latin1', Math.max(0, from - OVERLAP), from + SCANNED_AT_ONCE);
    if (isLocked(text)) return 'locked';
    if (isActive(text)) return 'active';
    await nextTurn();
  }
  return null;
}

/** Newer PDFs keep their names in packed streams. One that nobody here can unpack is one that nobody has looked into. */
async function packedFault(bytes: Buffer): Promise<FileFault | null> {
  let left = MOST_INFLATED;
  for (let place = bytes.indexOf(PACKED); place >= 0; place = bytes.indexOf(PACKED, place + 1)) {
    const word = bytes.indexOf('stream', place);
    const start = word + (bytes[word + 6] === 0x0d ? 8 : 7);
    const end = bytes.indexOf('endstream', start);
    if (word < 0 || end < 0 || left <= 0) return 'locked';
    try {
      const unpacked = await inflated(bytes.subarray(start, end), { maxOutputLength: left });
      left -= unpacked.length;
      if (isActive(unpacked.toString('latin1'))) return 'active';
    } catch {
      return 'locked';
    }
  }
  return null;
}
