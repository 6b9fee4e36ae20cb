const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 0xffff;
/** An Office document has some dozens of parts, a long presentation some hundreds. */
const MOST_NAMES = 5_000;

const at = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the list of an archive ends; -1: the bytes are no archive, nor does one hang on them. */
export function zipEnd(bytes: Uint8Array): number {
  const view = at(bytes);
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let place = bytes.length - END_BYTES; place >= first; place--)
    if (view.getUint32(place, true) === END) return place;
  return -1;
}

/** The names in an archive, as its list has them; null where the list does not fit the bytes. Nothing is unpacked. */
export function zipNames(bytes: Uint8Array): string[] | null {
  const end = zipEnd(bytes);
  if (end < 0) return null;
  const view = at(bytes);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  let place = view.getUint32(end + 16, true);
  // A list that does not end where it says has something before the archive, or behind it.
  if (place + size !== end || count > MOST_NAMES) return null;
  const names: string[] = [];
  for (let n = 0; n < count; n++) {
    if (place + ENTRY_BYTES > end || view.getUint32(place, true) !== ENTRY) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(place + offset, true)) as [
      number,
      number,
      number,
    ];
    names.push(latin(bytes.subarray(place + ENTRY_BYTES, place + ENTRY_BYTES + name)));
    place += ENTRY_BYTES + name + extra + comment;
  }
  return place === end ? names : null;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
