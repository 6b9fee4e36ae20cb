/** Without 0, O, 1 and I. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 8;
export const LINK_CODE_MS = 15 * 60_000;

/** What a person sends to the official account, "TB-XXXXXXXX", from as many random bytes. */
export function linkCodeFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `TB-${letters.join('')}`;
}

/** The code in what somebody wrote, whatever stands around it; null: there is none. */
export function linkCodeIn(text: string): string | null {
  const found = /\bTB[\s-]*([A-Z0-9]{8})\b/i.exec(text)?.[1];
  return found === undefined ? null : `TB-${found.toUpperCase()}`;
}
