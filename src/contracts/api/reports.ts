import { z } from 'zod';
import { CivilDate, Moment, Text, Tone } from './common.js';

/** `GET /api/v1/reports/devices?center=&q=&page=`: oldest first. `…/devices.csv` exports all rows that match. */
export const DeviceAgeRow = z.object({
  deviceId: z.int(),
  name: z.string(),
  centerId: z.int(),
  center: z.string(),
  ageYears: z.number().nullable(),
  ageFrom: CivilDate.nullable(),
  ageSource: z.enum(['entered', 'bios', 'os_install', 'unknown']),
  osName: z.string().nullable(),
  cpu: z.string().nullable(),
  memoryBytes: z.number().nullable(),
  diskKind: z.enum(['hdd', 'ssd', 'unknown']).nullable(),
  model: z.string().nullable(),
  lastSeenAt: Moment.nullable(),
});
export type DeviceAgeRow = z.infer<typeof DeviceAgeRow>;
export const DeviceAgeList = z.object({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  /** How many are past the useful life, and the years that it counts. */
  pastUsefulLife: z.int(),
  usefulLifeYears: z.int(),
  unknownAge: z.int(),
  rows: z.array(DeviceAgeRow),
});
export type DeviceAgeList = z.infer<typeof DeviceAgeList>;

/** What is to be done with a certificate today. */
export const CertificateAction = z.enum(['none', 'renew', 'replace', 'expired', 'superseded']);
export type CertificateAction = z.infer<typeof CertificateAction>;

/** `GET /api/v1/reports/certificates?center=&q=&page=`: soonest end first. `…/certificates.csv` exports. */
export const CertificateRow = z.object({
  id: z.int(),
  holder: z.string(),
  agency: z.string().nullable(),
  serial: z.string(),
  issuer: z.string(),
  notBefore: Moment,
  notAfter: Moment,
  daysLeft: z.int(),
  action: CertificateAction,
  tone: Tone,
  actionText: Text,
  centerId: z.int(),
  center: z.string(),
  deviceId: z.int(),
  device: z.string(),
  lastSeenAt: Moment,
});
export type CertificateRow = z.infer<typeof CertificateRow>;
export const CertificateList = z.object({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  /** How many need something done within the first tier (90 days). */
  needAction: z.int(),
  rows: z.array(CertificateRow),
});
export type CertificateList = z.infer<typeof CertificateList>;
