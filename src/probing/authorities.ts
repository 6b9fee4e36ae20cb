import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

/** Where Debian, Red Hat, SUSE and Alpine keep the authorities that the machine trusts. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

let shared: tls.SecureContext | null = null;

/**
 * Node's own authorities, the system's (a province signs its servers itself) and those of NODE_EXTRA_CA_CERTS, which
 * Node ignores as soon as a list is given. One context for the whole process: reading 150 authorities takes about 20 ms.
 */
export function trustedAuthorities(environment: NodeJS.ProcessEnv = process.env): tls.SecureContext {
  shared ??= tls.createSecureContext({ ca: authorityTexts(environment) });
  return shared;
}

/** Node 22.15 and later can read the store of Windows; the Windows agent runs on such a Node. */
interface WithSystemStore {
  getCACertificates?: (type: 'system') => string[];
}

function authorityTexts(environment: NodeJS.ProcessEnv): string[] {
  const fromStore = (tls as WithSystemStore).getCACertificates?.('system') ?? [];
  const bundle = fromStore.length > 0 ? [] : readFirst(SYSTEM_BUNDLES);
  const extra = environment['NODE_EXTRA_CA_CERTS'];
  return [...tls.rootCertificates, ...fromStore, ...bundle, ...(extra ? readFirst([extra]) : [])];
}

function readFirst(paths: readonly string[]): string[] {
  for (const path of paths) {
    try {
      return [readFileSync(path, 'utf8')];
    } catch {
      continue;
    }
  }
  return [];
}
