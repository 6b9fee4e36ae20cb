/** As the contract of reports takes it: ten digits of a mobile or eleven of a landline, however they are grouped. */
export function isPhone(typed: string): boolean {
  const plain = typed.replace(/[\s.-]/g, '').replace(/^\+84/, '0');
  return /^0([35789]\d{8}|2\d{9})$/.test(plain);
}
