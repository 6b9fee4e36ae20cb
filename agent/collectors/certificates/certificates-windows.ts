import type { CertificateEntry } from '../../../src/contracts/agent/index.js';
import { win32, type Pointer, type Win32 } from '../../windows/win32.js';
import type { CertificateCollector } from '../collector.js';
import { certificateEntry, isFromIssuer } from './certificate-entry.js';

/** CERT_STORE_PROV_SYSTEM_W */
const SYSTEM_STORE = 10n;
/** CERT_STORE_READONLY_FLAG and CERT_STORE_OPEN_EXISTING_FLAG: nothing is created and no key container is opened. */
const LOOK_ONLY = 0x8000 | 0x4000;
const STORES = [
  { store: 'user', location: 1 << 16 },
  { store: 'machine', location: 2 << 16 },
] as const;
/** The contract's bound; the user's own come first. */
const MOST = 100;

/** The personal certificates that Windows lists, plugged-in tokens included. Only the certificate itself is read. */
export function windowsCertificates(): CertificateCollector {
  return {
    async gather(issuers: readonly string[]): Promise<CertificateEntry[]> {
      const api = win32();
      const found = new Map<string, CertificateEntry>();
      for (const { store, location } of STORES) {
        for (const bytes of encodedCertificates(api, location)) {
          const entry = certificateEntry(bytes, store);
          if (entry && isFromIssuer(entry, issuers) && !found.has(entry.thumbprint)) {
            found.set(entry.thumbprint, entry);
          }
        }
      }
      return [...found.values()].slice(0, MOST).sort((a, b) => (a.thumbprint < b.thumbprint ? -1 : 1));
    },
  };
}

/** A store that does not exist yet holds none. */
function encodedCertificates(api: Win32, location: number): Buffer[] {
  const { crypt32 } = api;
  const store = crypt32.certOpenStore(SYSTEM_STORE, 0, null, location | LOOK_ONLY, 'MY');
  if (store === null) return [];
  const certificates: Buffer[] = [];
  let context: Pointer = null;
  try {
    // Each call frees the context it is given; only one that is left early has to be freed here.
    while ((context = crypt32.certEnumCertificatesInStore(store, context)) !== null) {
      certificates.push(encoded(api, context));
    }
  } finally {
    if (context !== null) crypt32.certFreeCertificateContext(context);
    crypt32.certCloseStore(store, 0);
  }
  return certificates;
}

function encoded({ koffi, types }: Win32, context: bigint): Buffer {
  const { pbCertEncoded, cbCertEncoded } = koffi.decode(context, types.certContext) as {
    pbCertEncoded: bigint;
    cbCertEncoded: number;
  };
  // Copied, because the view ends with the context.
  return Buffer.from(koffi.decode(pbCertEncoded, 'uint8_t', cbCertEncoded) as Uint8Array);
}
