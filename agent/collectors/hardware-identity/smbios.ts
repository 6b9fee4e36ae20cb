/** What the firmware says that identifies the PC. Null where it says nothing; placeholders are not judged here. */
export interface SmbiosMarks {
  systemUuid: string | null;
  boardSerial: string | null;
}

/** RawSMBIOSData: calling method, major, minor, revision, then the length of the table that follows. */
const HEADER_BYTES = 8;
const SYSTEM = 1;
const BOARD = 2;
const END = 127;

interface Structure {
  type: number;
  formatted: Buffer;
  strings: string[];
}

/** Reads the answer of GetSystemFirmwareTable('RSMB'). A table that is cut short gives what could be read. */
export function smbiosMarks(raw: Buffer): SmbiosMarks {
  const marks: SmbiosMarks = { systemUuid: null, boardSerial: null };
  if (raw.length < HEADER_BYTES) return marks;
  const version = raw.readUInt8(1) * 256 + raw.readUInt8(2);
  const table = raw.subarray(HEADER_BYTES, HEADER_BYTES + raw.readUInt32LE(4));
  for (const { type, formatted, strings } of structures(table)) {
    if (type === SYSTEM && formatted.length >= 0x18) {
      marks.systemUuid ??= formatUuid(formatted.subarray(0x08, 0x18), version);
    }
    if (type === BOARD && formatted.length >= 0x08) {
      marks.boardSerial ??= strings[formatted.readUInt8(0x07) - 1] ?? null;
    }
  }
  return marks;
}

/** Each structure is its formatted part, then its strings, each ended by a zero, then one more zero. */
function* structures(table: Buffer): Generator<Structure> {
  for (let at = 0; at + 4 <= table.length;) {
    const type = table.readUInt8(at);
    const length = table.readUInt8(at + 1);
    if (length < 4 || at + length > table.length) return;
    const end = table.indexOf('\0\0', at + length, 'latin1');
    const strings = table.toString('latin1', at + length, end < 0 ? table.length : end).split('\0');
    yield { type, formatted: table.subarray(at, at + length), strings };
    if (type === END || end < 0) return;
    at = end + 2;
  }
}

/** From version 2.6 on the first three fields are little-endian; before, makers wrote them in network order. */
function formatUuid(bytes: Buffer, version: number): string {
  const ordered = Buffer.from(bytes);
  if (version >= 0x0206) {
    ordered.subarray(0, 4).reverse();
    ordered.subarray(4, 6).reverse();
    ordered.subarray(6, 8).reverse();
  }
  const hex = ordered.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
