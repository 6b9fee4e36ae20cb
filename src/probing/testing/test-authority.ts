import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority of its own and certificates signed by it, made by openssl for one run. */
export class TestAuthority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'trucban-authority-'));

  constructor() {
    this.openssl(
      ...[
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'ca.key',
        '-out',
        'ca.pem',
        '-days',
        '3650',
      ],
      ...['-subj', '/CN=Test authority'],
    );
  }

  /** The path to give as NODE_EXTRA_CA_CERTS. */
  get path(): string {
    return join(this.folder, 'ca.pem');
  }

  /** A server certificate for `host` (such as `IP:127.0.0.1`); `dates` are openssl's words for its validity. */
  issue(name: string, host: string, dates: readonly string[] = ['-days', '30']): void {
    const lines = [
      ...[
        '[ca]',
        'default_ca=d',
        '[d]',
        `database=${name}.index`,
        `serial=${name}.serial`,
        'new_certs_dir=.',
      ],
      ...['default_md=sha256', 'policy=p', 'x509_extensions=e', '[p]', 'commonName=supplied'],
      ...['[e]', `subjectAltName=${host}`],
    ];
    writeFileSync(join(this.folder, 'ca.cnf'), lines.join('\n'));
    writeFileSync(join(this.folder, `${name}.index`), '');
    writeFileSync(join(this.folder, `${name}.serial`), '01\n');
    this.openssl(
      ...['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`],
      ...['-subj', `/CN=${name}`],
    );
    this.openssl(
      ...['ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-notext'],
      ...['-in', `${name}.csr`, '-out', `${name}.pem`, ...dates],
    );
  }

  /** A certificate that no authority signed. */
  signItself(name: string, host: string): void {
    this.openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`],
      ...['-days', '30', '-subj', `/CN=${name}`, '-addext', `subjectAltName=${host}`],
    );
  }

  files(name: string): { key: Buffer; cert: Buffer } {
    return {
      key: readFileSync(join(this.folder, `${name}.key`)),
      cert: readFileSync(join(this.folder, `${name}.pem`)),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private openssl(...words: string[]): void {
    execFileSync('openssl', words, { stdio: 'ignore', cwd: this.folder });
  }
}
