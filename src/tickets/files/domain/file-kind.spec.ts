import { describe, expect, it } from '@jest/globals';
import { docxOf, packedPdfOf, pdfOf, pngOf, zipOf } from '../../../../test/factories/files.js';
import { inspectFile } from '../inspect-file.js';
import { judgeFile, trueName } from './file-kind.js';
import { withoutTail } from './picture-end.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const JPEG = hex('ffd8ffe000104a46494600010100000100010000ffda0008010100003f00aaffd9');
const text = (words: string): Buffer => Buffer.from(words);

describe('a file that is kept', () => {
  it.each([
    ['man-hinh.png', pngOf(), 'image/png'],
    ['man-hinh', pngOf(), 'image/png'],
    ['anh-zalo.jpg', pngOf(), 'image/png'],
    ['bao-cao.pdf', pdfOf(), 'application/pdf'],
    ['nhat-ky.log', text('14:31 Một cửa không phản hồi\r\n\tlần 2'), 'text/plain'],
    ['nhat-ky.txt', Buffer.from('\ufeffLỗi 0x80070005', 'utf16le'), 'text/plain'],
    ['to-trinh.docx', docxOf(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [
      'Danh sách.XLSX',
      zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  ])('%s', async (name, bytes, mediaType) => expect(await inspectFile(name, bytes)).toEqual({ mediaType }));
});

describe('a file that is refused', () => {
  it.each([
    ['anh.zip', zipOf({ 'a.png': 'a' }), 'archive'],
    ['anh.png', zipOf({ 'a.png': 'a' }), 'archive'],
    ['bao-cao.pdf.exe', pdfOf(), 'program'],
    ['anh.jpg', hex('4d5a90000300'), 'program'],
    ['cai-dat.sh', text('#!/bin/sh'), 'program'],
    ['ghi-chu.txt', text('#!/bin/sh\nrm -rf ~'), 'program'],
    ['trang.html', text('<p>Chào'), 'active'],
    ['trang.txt', text('\n <!DOCTYPE html><script>alert(1)</script>'), 'active'],
    ['hinh.svg', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'active'],
    ['hinh.png', text('<svg onload="alert(1)"/>'), 'active'],
    ['bao-cao.xlsm', docxOf(), 'active'],
    ['cu.doc', hex('d0cf11e0a1b11ae1'), 'active'],
    ['to-trinh.docx', docxOf({ 'word/vbaProject.bin': 'x' }), 'active'],
    ['to-trinh.docx', docxOf({ 'word/embeddings/oleObject1.bin': 'x' }), 'active'],
    ['to-trinh.docx', docxOf({ 'word/_rels/settings.xml.rels': 'https://x.test/a.dotm' }), 'active'],
    ['to-trinh.docx', zipOf({ 'a.exe': 'MZ' }), 'lies'],
    ['bang.xlsx', docxOf(), 'lies'],
    ['bao-cao.docx', pdfOf(), 'lies'],
    ['bao-cao.pdf', pngOf(), 'lies'],
    ['anh.png', pdfOf(), 'lies'],
    ['anh.bmp', hex('424d3600000000000000'), 'other'],
    ['rong.txt', Buffer.alloc(0), 'other'],
    ['la.txt', hex('00010203'), 'other'],
    ['la.txt', hex('c3'), 'other'],
  ])('%s: %#', async (name, bytes, fault) => expect(await inspectFile(name, bytes)).toEqual({ fault }));
});

describe('a file that is two things', () => {
  it.each([
    ['a PDF with an archive behind it', 'a.pdf', Buffer.concat([pdfOf(), zipOf({ 'a.js': 'x' })]), 'archive'],
    ['an archive with a PDF before it', 'a.docx', Buffer.concat([pdfOf(), docxOf()]), 'archive'],
    [
      'an Office document with something before its list',
      'a.docx',
      Buffer.concat([hex('504b0304'), docxOf()]),
      'archive',
    ],
    [
      'text with an archive behind it',
      'a.txt',
      Buffer.concat([text('Xin chào'), zipOf({ a: 'b' })]),
      'archive',
    ],
    ['a PDF behind a word', 'a.pdf', Buffer.concat([text('<script>'), pdfOf()]), 'active'],
  ])('%s is refused', async (_, name, bytes, fault) =>
    expect(await inspectFile(name, bytes)).toEqual({ fault }),
  );

  it.each([
    ['PNG', pngOf(), 'image/png'],
    ['JPEG', JPEG, 'image/jpeg'],
    ['WebP', hex('524946460c00000057454250565038200000000000'.slice(0, 40)), 'image/webp'],
  ])('a %s picture loses what hangs behind it', (_, picture, mediaType) => {
    const both = Buffer.concat([picture, zipOf({ 'a.class': 'x' })]);
    expect(judgeFile('anh', both)).toEqual({ mediaType });
    expect(withoutTail(both, mediaType).equals(picture)).toBe(true);
    expect(withoutTail(picture, mediaType).equals(picture)).toBe(true);
  });

  it('a picture that is cut short is left as it is', () => {
    const half = pngOf().subarray(0, 30);
    expect(withoutTail(half, 'image/png').equals(half)).toBe(true);
    expect(withoutTail(JPEG.subarray(0, 24), 'image/jpeg')).toHaveLength(24);
  });
});

describe('a PDF that does something', () => {
  it.each([
    ['by script', pdfOf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), 'active'],
    ['by script under a written-out name', pdfOf('/OpenAction << /S /J#61vaScript >>'), 'active'],
    ['by starting a program', pdfOf('/A << /S /Launch /F (calc.exe) >>'), 'active'],
    ['by what it carries', pdfOf('/Names << /EmbeddedFiles 3 0 R >>'), 'active'],
    ['inside of packed objects', packedPdfOf('/OpenAction << /S /JavaScript >>'), 'active'],
    ['behind a password', pdfOf('/Encrypt 5 0 R'), 'locked'],
    [
      'behind a packing that is none',
      Buffer.from('%PDF-1.7\n<< /Type /ObjStm >>\nstream\nxyz\nendstream'),
      'locked',
    ],
  ])('%s is refused', async (_, bytes, fault) =>
    expect(await inspectFile('a.pdf', bytes)).toEqual({ fault }),
  );

  it('is not one whose words speak of such things, or whose objects are packed', async () => {
    const harmless = pdfOf('/Title (JavaScript) /URI (https://trucban.example.vn/LaunchPad)');
    expect(await inspectFile('a.pdf', harmless)).toEqual({ mediaType: 'application/pdf' });
    expect(await inspectFile('a.pdf', packedPdfOf('/Lang (vi)'))).toEqual({ mediaType: 'application/pdf' });
  });
});

describe('the name it is kept under', () => {
  it.each([
    ['anh-zalo.jpg', 'image/webp', 'anh-zalo.webp'],
    ['anh.JPEG', 'image/jpeg', 'anh.JPEG'],
    ['image', 'image/png', 'image.png'],
    ['nhat-ky.log', 'text/plain', 'nhat-ky.log'],
    ['Phiếu số 1. Một cửa', 'application/pdf', 'Phiếu số 1. Một cửa.pdf'],
    ['.png', 'image/jpeg', 'file.jpg'],
  ] as const)('%s as %s is %s', (name, mediaType, kept) => expect(trueName(name, mediaType)).toBe(kept));
});
