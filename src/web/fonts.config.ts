import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const ASCII = characters(0x20, 0x7e);
/** Of Latin-1 what Vietnamese is written with, and the marks and signs that the pages use. */
const LATIN = `${ASCII}\u00a0ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý°·×«»–—‘’“”•…‹›€−`;
const VIETNAMESE = `ĂăĐđĨĩŨũƠơƯư${characters(0x1ea0, 0x1ef9)}₫\u0300\u0301\u0303\u0309\u0323`;

function characters(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/**
 * Writes the font files without the characters that nobody here writes, and answers their folder. Fonts are more than half of
 * what a first load brings over a weak line; a letter that is missing (a foreign name) comes from the next font.
 */
export async function subsetFonts(folder: string): Promise<string> {
  const files = join(
    dirname(createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json')),
    'files',
  );
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(files)) {
    const subset = /-(latin|vietnamese)-(400|500|700)-normal\.woff2$/.exec(name)?.[1];
    if (subset === undefined) continue;
    const font = await readFile(join(files, name));
    const kept = subset === 'latin' ? LATIN : VIETNAMESE;
    await writeFile(join(folder, name), await subsetFont(font, kept, { targetFormat: 'woff2' }));
  }
  return folder;
}
