/** node.exe add-certificate.mjs FILE: puts a DER certificate into the user's personal store, as an import does. */
import { readFileSync } from 'node:fs';
import koffi from 'koffi';

const X509_ASN_ENCODING = 1;
const SYSTEM_STORE = 10n;
const CURRENT_USER = 1 << 16;
const REPLACE_EXISTING = 3;

const crypt32 = koffi.load('crypt32.dll');
const open = crypt32.func(
  'void *CertOpenStore(void *provider, uint32 encoding, void *key, uint32 flags, str16 name)',
);
const add = crypt32.func(
  'bool CertAddEncodedCertificateToStore(void *store, uint32 encoding, void *bytes, uint32 length, uint32 disposition, void *context)',
);
const close = crypt32.func('bool CertCloseStore(void *store, uint32 flags)');

const bytes = readFileSync(process.argv[2]);
const store = open(SYSTEM_STORE, 0, null, CURRENT_USER, 'MY');
if (!add(store, X509_ASN_ENCODING, bytes, bytes.length, REPLACE_EXISTING, null))
  throw new Error('was not added');
close(store, 0);
