/** 32 letters and digits that nobody mistakes for another: without 0, O, 1 and I. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 40 bits: enough for a code that lives for hours and is counted, short enough to be read out on the phone. */
export const JOIN_CODE_LENGTH = 8;

/** The code as people see it, XXXX-XXXX, from as many random bytes. */
export function joinCodeFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, JOIN_CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** What was meant by what was typed: lower case, spaces and a missing hyphen do not matter. */
export function normalizedJoinCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
