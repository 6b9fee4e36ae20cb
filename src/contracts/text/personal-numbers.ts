/** What a clerk may type without thinking of it as somebody's data. */
export type PersonalNumber = 'identity' | 'dossier' | 'phone';

/** Dossier codes such as H48.25-260819-0012 or 000.00.12.H48-260819-0001. */
const DOSSIER = /\b[A-Z]\d{2}(?:\.\d{2,3})*-\d{6}-\d{3,}/gi;
/** Twelve digits, grouped by spaces, dots or dashes or not at all. The first is 0, which no address of the network begins with. */
const CITIZEN_IDENTITY = /(?<![\d+])0(?:[ .-]?\d){11}(?!\d)/g;
const PHONE = /(?<!\d)(?:\+84|0)[ .-]?[235789](?:[ .-]?\d){8,9}(?!\d)/g;
/** The nine digits of older papers; dots would take in addresses of the network. */
const OLD_IDENTITY = /(?<!\d)(?:\d{9}|\d{3} \d{3} \d{3})(?!\d)/g;

const KINDS: readonly [PersonalNumber, RegExp][] = [
  ['dossier', DOSSIER],
  ['identity', CITIZEN_IDENTITY],
  ['phone', PHONE],
  ['identity', OLD_IDENTITY],
];

/** Digits as wide as letters, which some input methods type. */
const WIDE_DIGITS = /[\uff10-\uff19]/g;
const narrow = (text: string): string =>
  text.replace(WIDE_DIGITS, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30));

/** Kinds of numbers in a text that name a citizen. What one kind has taken is not seen again as a part of another. */
export function personalNumbersIn(text: string): PersonalNumber[] {
  const found: PersonalNumber[] = [];
  let rest = narrow(text);
  for (const [kind, pattern] of KINDS) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest && !found.includes(kind)) found.push(kind);
    rest = without;
  }
  return found;
}

/** Dots, with the last three digits, by which those who know the number know which one is meant. */
const masked = (number: string): string => {
  const digits = number.replace(/\D/g, '');
  return `${'•'.repeat(Math.max(0, digits.length - 3))}${digits.slice(-3)}`;
};

/** The same text with the numbers of these kinds made unreadable: what is stored of what was typed. */
export function maskPersonalNumbers(text: string, kinds: readonly PersonalNumber[]): string {
  return KINDS.filter(([kind]) => kinds.includes(kind)).reduce(
    (rest, [, pattern]) => rest.replace(pattern, masked),
    narrow(text),
  );
}
