import { describe, expect, it } from '@jest/globals';
import { refusedKindOf } from './mail-files.js';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

describe('a file that is no picture', () => {
  it.each([
    ['anh.zip', '504b0304', 'archive'],
    ['anh.png', '504b0304', 'archive'],
    ['bao-cao.pdf.exe', '255044462d', 'program'],
    ['anh.jpg', '4d5a9000', 'program'],
    ['bao-cao.docx', '504b0304', 'other'],
    ['bao-cao.xlsm', '504b0304', 'program'],
    ['bao-cao.pdf', '255044462d', 'other'],
  ] as const)('%s beginning with %s is of kind %s', (name, start, kind) =>
    expect(refusedKindOf(name, bytes(start))).toBe(kind),
  );
});
