/** One attribute of a distinguished name, its key in upper case with e-mail's many spellings made one (`E`). */
export interface NameAttribute {
  key: string;
  value: string;
}

const EMAIL_KEYS = new Set([
  'E',
  'EMAIL',
  'EMAILADDRESS',
  '1.2.840.113549.1.9.1',
  'OID.1.2.840.113549.1.9.1',
]);

/**
 * Reads a distinguished name as text, in any order of attributes: Node's and OpenSSL's one-per-line form, the
 * comma-separated form of RFC 2253 and the one with quoted values that Windows shows. Splitting at commas is not
 * enough: names hold `\,`, `"A, B"`, `\2C` and UTF-8 bytes written as `\C3\A0`.
 */
export function parseDistinguishedName(text: string): NameAttribute[] {
  return splitAtSeparators(text).flatMap((part) => {
    const equals = part.indexOf('=');
    if (equals < 1) return [];
    const key = part.slice(0, equals).trim().toUpperCase();
    const value = unescapeValue(part.slice(equals + 1).trim())
      .normalize('NFC')
      .trim();
    return value === '' ? [] : [{ key: EMAIL_KEYS.has(key) ? 'E' : key, value }];
  });
}

function splitAtSeparators(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      part += character + text.charAt(++at);
    } else if (!quoted && '\n,;+'.includes(character)) {
      parts.push(part);
      part = '';
    } else {
      // A quote only opens a quoted value right after the equals sign; elsewhere it is a character like any other.
      if (character === '"' && (quoted || /=\s*$/.test(part))) quoted = !quoted;
      part += character;
    }
  }
  return [...parts, part];
}

function unescapeValue(value: string): string {
  const inner = /^"([\s\S]*)"$/.exec(value)?.[1] ?? value;
  return inner.replace(
    /(?:\\[0-9A-Fa-f]{2})+|\\([\s\S])/g,
    (escaped: string, character: string | undefined) =>
      character === undefined ? Buffer.from(escaped.replaceAll('\\', ''), 'hex').toString('utf8') : character,
  );
}
