const u32 = (bytes: Uint8Array, place: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(place);

/**
 * A picture without what hangs behind its end, where archives and programs travel. One that is cut short is left as it is:
 * it shows what it can.
 */
export function withoutTail<Bytes extends Uint8Array>(bytes: Bytes, mediaType: string): Bytes {
  const end = ENDS[mediaType]?.(bytes) ?? -1;
  return end > 0 && end < bytes.length ? (bytes.subarray(0, end) as Bytes) : bytes;
}

const ENDS: Readonly<Record<string, (bytes: Uint8Array) => number>> = {
  'image/png': endOfPng,
  'image/jpeg': endOfJpeg,
  'image/webp': endOfWebp,
};

/** One RIFF chunk, whose length is written the other way round and padded to an even number. */
function endOfWebp(bytes: Uint8Array): number {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  return 8 + length + (length % 2);
}

/** Chunks of a length, a name, the data and a checksum; the last is called IEND. */
function endOfPng(bytes: Uint8Array): number {
  for (let place = 8; place + 12 <= bytes.length;) {
    const next = place + 12 + u32(bytes, place);
    if (u32(bytes, place + 4) === 0x49454e44) return next;
    place = next;
  }
  return -1;
}

/** Segments with a length, and after the start of a scan data in which only 0xff begins a marker. */
function endOfJpeg(bytes: Uint8Array): number {
  for (let place = 2; place + 4 <= bytes.length;) {
    if (bytes[place] !== 0xff) {
      place += 1;
      continue;
    }
    const marker = bytes[place + 1]!;
    if (marker === 0xd9) return place + 2;
    const bare = marker === 0xff || marker === 0x00 || (marker >= 0xd0 && marker <= 0xd8);
    const length = bare ? 0 : (bytes[place + 2]! << 8) | bytes[place + 3]!;
    place += marker === 0xff ? 1 : 2 + length;
  }
  return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9 ? bytes.length : -1;
}
