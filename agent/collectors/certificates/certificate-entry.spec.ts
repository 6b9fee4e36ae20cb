import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CertificateEntry } from '../../../src/contracts/agent/index.js';
import { certificateEntry, isFromIssuer } from './certificate-entry.js';
import { parseDistinguishedName } from './distinguished-name.js';

describe('a distinguished name', () => {
  it.each([
    ['one per line, as Node gives it', 'C=VN\nO=A\\, B\nOU=X\nOU=Y\nCN=Trần Thị Bích\nemailAddress=b@x.test'],
    [
      'commas and quoted values, as Windows shows it',
      'E=b@x.test, CN=Trần Thị Bích, OU=X, OU=Y, O="A, B", C=VN',
    ],
    [
      'RFC 2253 with hex escapes',
      'emailAddress=b@x.test,CN=Tr\\E1\\BA\\A7n Th\\E1\\BB\\8B Bích,OU=X,OU=Y,O=A\\2C B',
    ],
    [
      'multi-valued parts',
      'C=VN\nO=A\\, B\nOU=X + OU=Y\nCN=Trần Thị Bích + OID.1.2.840.113549.1.9.1=b@x.test',
    ],
  ])('reads %s', (_form, text) => {
    const name = parseDistinguishedName(text);
    const values = (key: string) => name.filter((part) => part.key === key).map((part) => part.value);
    expect(values('CN')).toEqual(['Trần Thị Bích']);
    expect(values('O')).toEqual(['A, B']);
    expect(values('OU')).toEqual(['X', 'Y']);
    expect(values('E')).toEqual(['b@x.test']);
  });
});

describe('an official’s certificate', () => {
  let folder: string;
  let der: Buffer;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trucban-certificate-'));
    const out = join(folder, 'c.der');
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-utf8', '-outform', 'DER', '-out', out],
        ...['-keyout', join(folder, 'k.pem'), '-set_serial', '0x54A1B2', '-days', '75'],
        '-subj',
        '/C=VN/L=Phú Thọ/O=ỦY BAN NHÂN DÂN TỈNH, THỬ NGHIỆM/OU=ỦY BAN NHÂN DÂN XÃ THỬ/OU=Văn phòng' +
          '/UID=CCCD:025099000001/CN=Đỗ Thị Ước/emailAddress=uoc@thu.test',
      ],
      { stdio: 'ignore' },
    );
    der = readFileSync(out);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is told by name, agency, units and mail, and fits the contract', () => {
    const entry = certificateEntry(der, 'user');
    expect(CertificateEntry.parse(entry)).toMatchObject({
      holder: 'Đỗ Thị Ước',
      organisation: 'ỦY BAN NHÂN DÂN TỈNH, THỬ NGHIỆM',
      units: ['ỦY BAN NHÂN DÂN XÃ THỬ', 'Văn phòng'],
      email: 'uoc@thu.test',
      serial: '54A1B2',
      store: 'user',
    });
    expect(entry && entry.notAfter - entry.notBefore).toBe(75 * 86_400_000);
  });

  it('loses the citizen’s number before anything is sent', () => {
    expect(JSON.stringify(certificateEntry(der, 'user'))).not.toMatch(/025099000001|CCCD/);
  });

  it('is found by its issuer without minding marks or case', () => {
    const entry = certificateEntry(der, 'user');
    expect(entry && isFromIssuer(entry, ['uy ban nhan dan tinh'])).toBe(true);
    expect(entry && isFromIssuer(entry, ['ban co yeu chinh phu'])).toBe(false);
    expect(entry && isFromIssuer(entry, [])).toBe(true);
  });

  it('is not made up from bytes that are no certificate', () => {
    expect(certificateEntry(Buffer.from('not a certificate'), 'folder')).toBeNull();
  });
});
