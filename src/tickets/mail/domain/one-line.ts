/** Controls, marks that turn the reading direction, and marks that cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** What strangers wrote, as one harmless line of at most `most` characters. */
export function oneLine(text: string, most: number): string {
  const line = text.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}

/** The same for a text of many lines: line ends and tabs stay. */
export function plainText(text: string, most: number): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t\p{Cn}\p{Co}]/gu, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`;
}
