import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateEntry } from '../../../src/contracts/agent/index.js';
import type { CertificateCollector } from '../collector.js';
import { certificateEntry, isFromIssuer } from './certificate-entry.js';

const EXTENSION = /\.(pem|crt|cer|der)$/i;
const LARGEST_FILE = 256 * 1024;
const MOST = 100;

/** Certificates in folders of PEM and DER files, for systems without a certificate store. Private keys are not read. */
export class FolderCertificates implements CertificateCollector {
  constructor(private readonly folders: readonly string[]) {}

  async gather(issuers: readonly string[]): Promise<CertificateEntry[]> {
    const found = new Map<string, CertificateEntry>();
    for (const folder of this.folders) {
      for (const bytes of await certificatesIn(folder)) {
        const entry = certificateEntry(bytes, 'folder');
        if (entry && isFromIssuer(entry, issuers)) found.set(entry.thumbprint, entry);
      }
    }
    return [...found.values()].sort((a, b) => (a.thumbprint < b.thumbprint ? -1 : 1)).slice(0, MOST);
  }
}

/** A folder that is absent or closed to us holds none: a USB stick may be unplugged. */
async function certificatesIn(folder: string): Promise<Buffer[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.filter((name) => EXTENSION.test(name)).map((name) => readSmall(join(folder, name))),
  );
  return files.flatMap((file) => (file ? splitPem(file) : []));
}

async function readSmall(path: string): Promise<Buffer | null> {
  try {
    const { size } = await stat(path);
    return size > LARGEST_FILE ? null : await readFile(path);
  } catch {
    return null;
  }
}

/** A PEM file may hold a chain; a DER file is one certificate. */
function splitPem(file: Buffer): Buffer[] {
  const blocks = file
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  return blocks ? blocks.map((block) => Buffer.from(block, 'latin1')) : [file];
}
