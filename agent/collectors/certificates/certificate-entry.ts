import { X509Certificate } from 'node:crypto';
import type { CertificateEntry } from '../../../src/contracts/agent/index.js';
import { certificateInstant } from '../../../src/probing/index.js';
import { parseDistinguishedName, type NameAttribute } from './distinguished-name.js';

/**
 * What one certificate says, from its DER (or PEM) bytes. Null when the bytes are no certificate or its dates cannot
 * be read. Of the subject only name, agency and e-mail are kept; identity numbers (`UID=CCCD:…`) never leave here.
 */
export function certificateEntry(
  bytes: Uint8Array,
  store: CertificateEntry['store'],
): CertificateEntry | null {
  const certificate = readCertificate(bytes);
  if (!certificate) return null;
  const notBefore = certificateInstant(certificate.validFrom);
  const notAfter = certificateInstant(certificate.validTo);
  const serial = certificate.serialNumber.replace(/[^0-9A-Fa-f]/g, '').slice(0, 64);
  if (notBefore === null || notAfter === null || serial === '') return null;
  const subject = parseDistinguishedName(certificate.subject ?? '');
  const issuer = parseDistinguishedName(certificate.issuer ?? '');
  const organisation = first(subject, 'O', 300);
  const units = all(subject, 'OU', 300).slice(0, 8);
  const issuerOrganisation = first(issuer, 'O', 300);
  return {
    thumbprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    serial,
    // An agency's certificate may carry no CN; the page still has to call it something.
    holder: first(subject, 'CN', 200) ?? (units.at(-1) ?? organisation ?? serial).slice(0, 200),
    organisation,
    units,
    email: first(subject, 'E', 254) ?? alternativeEmail(certificate.subjectAltName),
    issuer: first(issuer, 'CN', 300) ?? issuerOrganisation ?? '?',
    issuerOrganisation,
    notBefore,
    notAfter,
    store,
  };
}

/** Whether the issuer is one that the policy asks about: `issuers` are accent-folded lower-case substrings. */
export function isFromIssuer(entry: CertificateEntry, issuers: readonly string[]): boolean {
  if (issuers.length === 0) return true;
  const name = foldText(`${entry.issuer}\n${entry.issuerOrganisation ?? ''}`);
  return issuers.some((issuer) => name.includes(foldText(issuer)));
}

/** Lower case without Vietnamese marks: "Ban Cơ yếu Chính phủ" becomes "ban co yeu chinh phu". */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}

function readCertificate(bytes: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}

function first(attributes: readonly NameAttribute[], key: string, maximum: number): string | null {
  return all(attributes, key, maximum)[0] ?? null;
}

function all(attributes: readonly NameAttribute[], key: string, maximum: number): string[] {
  return attributes
    .filter((attribute) => attribute.key === key)
    .map((attribute) => withoutIdentityNumber(attribute.value).slice(0, maximum).trim())
    .filter((value) => value !== '');
}

/** Some authorities put the citizen's number into the name itself: "NGUYỄN VĂN A - CCCD:0250…". */
function withoutIdentityNumber(value: string): string {
  return value
    .replace(/[\s,;(-]*\b(?:CCCD|CMND|CMT|HC|MST)\b\s*[:.]?\s*[0-9A-Z]{6,15}\)?/gi, '')
    .replace(/[\s,;(-]*(?<!\d)(?:\d{12}|\d{9})(?!\d)\)?/g, '')
    .trim();
}

function alternativeEmail(subjectAltName: string | undefined): string | null {
  const email = /(?:^|, )email:([^\s,"]{3,254})/.exec(subjectAltName ?? '')?.[1];
  return email ?? null;
}
