import { crc32, deflateSync } from 'node:zlib';

const u16 = (n: number): number[] => [n & 0xff, n >> 8];
const u32 = (n: number): number[] => [n & 0xff, (n >> 8) & 0xff, (n >> 16) & 0xff, n >>> 24];

/** An archive that holds these texts, unpacked. */
export function zipOf(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [called, content] = [Buffer.from(name), Buffer.from(text)];
    const facts = [...u32(crc32(content)), ...u32(content.length), ...u32(content.length)];
    const common = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...facts, ...u16(called.length), 0, 0];
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, ...common]), called, content]);
    const entry = [0x50, 0x4b, 1, 2, 20, 0, ...common, ...Array<number>(10).fill(0), ...u32(at)];
    list.push(Buffer.concat([Buffer.from(entry), called]));
    files.push(local);
    at += local.length;
  }
  const names = Buffer.concat(list);
  const count = u16(list.length);
  const end = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...count, ...count, ...u32(names.length), ...u32(at), 0, 0];
  return Buffer.concat([...files, names, Buffer.from(end)]);
}

/** A Word document with a sentence, and whatever else is put into it. */
export function docxOf(more: Readonly<Record<string, string>> = {}): Buffer {
  return zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>', ...more });
}

/** A PDF whose catalogue also says `more`. */
export function pdfOf(more = ''): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${more} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
    'latin1',
  );
}

/** The same where it stands in a packed stream of objects, as newer programs write. */
export function packedPdfOf(more: string): Buffer {
  const packed = deflateSync(Buffer.from(`1 0 << /Type /Catalog ${more} >>`));
  const head = `%PDF-1.7\n2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length ${packed.length} >>\nstream\r\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\r\nendstream\nendobj\n%%EOF\n')]);
}

const chunk = (name: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name), data]);
  return Buffer.concat([
    Buffer.from(u32(data.length).reverse()),
    named,
    Buffer.from(u32(crc32(named)).reverse()),
  ]);
};

/** A picture of one colour that browsers draw. */
export function pngOf(width = 8, height = 8): Buffer {
  const size = Buffer.from([...u32(width).reverse(), ...u32(height).reverse(), 8, 2, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x66)]);
  const rows = Buffer.concat(Array<Buffer>(height).fill(row));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
