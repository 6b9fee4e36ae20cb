/** A file that opens with `key: value` lines between two lines of `---`. */
export interface MarkedFile {
  fields: Readonly<Record<string, string>>;
  body: string;
}

/** @throws Error when the file does not begin with such lines */
export function readFrontMatter(text: string): MarkedFile {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replace(/\r\n/g, '\n'));
  if (!found) throw new Error('the file must open with a block between two lines of ---');
  const lines = found[1]!.split('\n').filter((line) => line.trim() !== '');
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`"${line}" is no "key: value"`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return { fields: Object.fromEntries(fields), body: found[2]!.trim() };
}
