import { z } from 'zod';
import { Instant, digest, documentedDate, documentedText } from './carries.js';
import { Platform } from './vocabulary.js';

/**
 * One certificate as the operating system lists it. Only what the public-service signature rules need: no key, no
 * PIN, no identity number (`UID=CCCD:…` is dropped on the PC).
 */
export const CertificateEntry = z.object({
  /** SHA-256 of the DER, which is the certificate's identity. */
  thumbprint: digest(),
  serial: documentedText('certificate serial number', 64, /^[0-9A-Fa-f]+$/),
  holder: documentedText('certificate holder name (CN)', 200),
  organisation: documentedText('certificate organisation (O)', 300).nullable(),
  units: z.array(documentedText('certificate units (OU)', 300)).max(8),
  email: documentedText('certificate e-mail', 254).nullable(),
  issuer: documentedText('certificate issuer (CN)', 300),
  issuerOrganisation: documentedText('certificate issuer organisation (O)', 300).nullable(),
  notBefore: Instant,
  notAfter: Instant,
  store: z.enum(['user', 'machine', 'folder']),
});
export type CertificateEntry = z.infer<typeof CertificateEntry>;

export const Certificates = z.array(CertificateEntry).max(100);
export type Certificates = z.infer<typeof Certificates>;

/** Where the year a PC was made or set up was read from, most trusted first. */
export const AgeSource = z.enum(['bios', 'os_install', 'unknown']);

export const Inventory = z.object({
  platform: Platform,
  osName: documentedText('operating system name', 120),
  osVersion: documentedText('operating system version', 120),
  manufacturer: documentedText('hardware maker', 120).nullable(),
  model: documentedText('hardware model', 120).nullable(),
  serialNumber: documentedText('hardware serial number', 120).nullable(),
  cpu: documentedText('processor name', 200).nullable(),
  cpuCores: z.int().min(1).max(1024).nullable(),
  memoryBytes: z.int().min(0).max(1e15).nullable(),
  diskBytes: z.int().min(0).max(1e17).nullable(),
  diskKind: z.enum(['hdd', 'ssd', 'unknown']),
  biosDate: documentedDate('BIOS date').nullable(),
  osInstalledOn: documentedDate('operating system install date').nullable(),
});
export type Inventory = z.infer<typeof Inventory>;
