import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Every field stays as it was asked for, in its order. */
const AUTHORITY = `
[ca]
default_ca = authority
[authority]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = anything
preserve = yes
unique_subject = no
[anything]
countryName = optional
stateOrProvinceName = optional
organizationName = optional
organizationalUnitName = optional
commonName = optional
UID = optional
emailAddress = optional
[req]
distinguished_name = names
prompt = no
string_mask = utf8only
[names]
`;

export interface CertificateWish {
  /** In openssl's form: "/C=VN/O=…/CN=…". */
  subject: string;
  issuer: string;
  /** YYYYMMDDHHMMSSZ */
  from: string;
  until: string;
}

/** A certificate made by a real authority program, as DER. Answers its path. */
export async function makeCertificate(parent: string, wish: CertificateWish): Promise<string> {
  const folder = await mkdtemp(join(parent, 'certificate-'));
  const openssl = (...args: string[]): Promise<unknown> => run('openssl', args, { cwd: folder });
  await writeFile(join(folder, 'authority.cnf'), AUTHORITY);
  await writeFile(join(folder, 'index.txt'), '');
  await writeFile(join(folder, 'serial'), '54C0FFEE0123456789\n');
  const key = ['-newkey', 'rsa:2048', '-nodes', '-config', 'authority.cnf', '-utf8'];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    wish.issuer,
    '-days',
    '3650',
  );
  await openssl('req', ...key, '-keyout', 'holder.key', '-out', 'holder.csr', '-subj', wish.subject);
  const dates = ['-startdate', wish.from, '-enddate', wish.until];
  const signing = [
    '-config',
    'authority.cnf',
    '-cert',
    'ca.pem',
    '-keyfile',
    'ca.key',
    '-batch',
    '-notext',
    '-utf8',
  ];
  await openssl('ca', ...signing, ...dates, '-in', 'holder.csr', '-out', 'holder.pem');
  await openssl('x509', '-in', 'holder.pem', '-outform', 'DER', '-out', 'holder.der');
  return join(folder, 'holder.der');
}
