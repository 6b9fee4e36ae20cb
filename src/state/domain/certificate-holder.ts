/**
 * Who a certificate belongs to, as a key that its successor shares. The official mail address is the steadiest (names are
 * written in capitals, offices are renamed by mergers); without one, name and organisation.
 */
export function holderKey(
  certificate: { holder: string; email: string | null; organisation: string | null },
  fold: (text: string) => string,
): string {
  const identity = certificate.email ?? certificate.organisation ?? '';
  return `${fold(certificate.holder)}|${fold(identity)}`;
}

export interface Candidate {
  id: number;
  notBefore: number;
  notAfter: number;
}

/** The certificate that takes over from `certificate`: same holder, ends later, began later. The latest end leads. */
export function successorOf(certificate: Candidate, sameHolder: readonly Candidate[]): Candidate | null {
  const later = sameHolder.filter(
    (other) =>
      other.id !== certificate.id &&
      other.notAfter > certificate.notAfter &&
      other.notBefore > certificate.notBefore,
  );
  return later.sort((a, b) => b.notAfter - a.notAfter)[0] ?? null;
}
