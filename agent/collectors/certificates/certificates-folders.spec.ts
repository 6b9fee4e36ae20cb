import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FolderCertificates } from './certificates-folders.js';

describe('certificates in folders', () => {
  let root: string;
  let watched: string;

  function make(name: string, form: 'PEM' | 'DER'): string {
    const out = join(root, `${name}.${form.toLowerCase()}`);
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-utf8', '-outform', form, '-out', out],
        ...['-keyout', join(root, `${name}.key`), '-days', '75', '-subj', `/O=Cơ quan thử/CN=${name}`],
      ],
      { stdio: 'ignore' },
    );
    return out;
  }

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'trucban-folder-'));
    watched = join(root, 'watched');
    mkdirSync(watched);
    const an = readFileSync(make('Trần Văn An', 'PEM'));
    const binh = readFileSync(make('Lê Thị Bình', 'PEM'));
    writeFileSync(join(watched, 'chain.pem'), Buffer.concat([an, binh]));
    writeFileSync(join(watched, 'again.crt'), an);
    writeFileSync(join(watched, 'chi.cer'), readFileSync(make('Phạm Chi', 'DER')));
    writeFileSync(join(watched, 'broken.der'), 'nothing');
    writeFileSync(join(watched, 'an.key'), readFileSync(join(root, 'Trần Văn An.key')));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('are each listed once, from PEM, chains and DER; other files are left alone', async () => {
    const entries = await new FolderCertificates([watched, join(root, 'absent')]).gather([]);
    expect(entries.map(({ holder }) => holder).sort()).toEqual(['Lê Thị Bình', 'Phạm Chi', 'Trần Văn An']);
  });

  it('are only those of the issuers that the policy names', async () => {
    expect(await new FolderCertificates([watched]).gather(['ban co yeu chinh phu'])).toEqual([]);
    expect(await new FolderCertificates([watched]).gather(['co quan thu'])).toHaveLength(3);
  });
});
