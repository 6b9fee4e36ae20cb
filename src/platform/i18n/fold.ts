/**
 * The project's search text: NFC in, lower case, marks removed, đ→d, single spaces. Never an identity: ten pairs of
 * communes in one province fold to the same text.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
