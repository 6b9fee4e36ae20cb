/** Names in a PDF that let it do something when it is opened or clicked, beyond leading to a page. */
const ACTIVE_NAME =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)(?=[\s/<>[\](){}%]|$)/;
/** A stream in which objects are packed. */
export const PACKED = '/ObjStm';

/** Letters of a name may be written as `#4a`, so that nobody finds them. */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** `text`: bytes of a PDF, each as one letter. */
export function isActive(text: string): boolean {
  if (ACTIVE_NAME.test(text)) return true;
  if (!text.includes('#')) return false;
  const plain = plainNames(text);
  return ACTIVE_NAME.test(plain) || plain.split(PACKED).length > text.split(PACKED).length;
}

/** What needs a password to be read cannot be looked into. */
export function isLocked(text: string): boolean {
  return /\/Encrypt(?![A-Za-z0-9])/.test(text);
}
