/** `npm run bench month`: compiles the province beside the built server, lets it live, prints one JSON line. */
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { transformSync } from '@swc/core';
import { buildIfNeeded } from '../../../setup/build.mjs';

const HELP = `npm run bench month [-- --seed=1 --days=30 --communes=148 --devices=2960 --beat=60 --misses=3 --dir=FOLDER --keep]

  --days --communes --devices   size of the month; 20 PCs a commune unless told
  --beat      seconds between beats: 60 unless told (the product's default is 30), so that a whole month is affordable
  --misses    shows so many of each kind of miss and unexpected ticket, with the evidence (stderr)
  --dir       folder for the database (a memory file system where there is one)   --keep   does not remove it`;

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** What the month needs beside the built server. */
const SOURCES = ['test/load/month', 'test/load/random.ts', 'test/fakes/manual-clock.ts'];

export async function runMonth(args) {
  const { values } = parseArgs({
    args,
    options: {
      ...Object.fromEntries(
        ['seed', 'days', 'communes', 'devices', 'beat', 'misses', 'dir'].map((name) => [
          name,
          { type: 'string' },
        ]),
      ),
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return void console.error(HELP);
  buildIfNeeded(root, console.error);
  const communes = Number(values.communes ?? 148);
  const dataDir = mkdtempSync(
    join(values.dir ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir()), 'trucban-month-'),
  );
  const { benchMonth } = await import(compiled('bench-month'));
  try {
    const options = {
      seed: Number(values.seed ?? 1),
      days: Number(values.days ?? 30),
      communes,
      devices: Number(values.devices ?? communes * 20),
      beat: Number(values.beat ?? 60),
      misses: Number(values.misses ?? 0),
      dataDir,
    };
    console.log(JSON.stringify(await benchMonth(options, (text) => console.error(text))));
  } finally {
    if (values.keep) console.error(`database kept in ${dataDir}`);
    else rmSync(dataDir, { recursive: true });
  }
}

/** The address of a compiled file of the month. Types are checked with all others (`npm run types`); here they are only taken off. */
export function compiled(name) {
  const files = SOURCES.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(join(root, path))
          .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
          .map((name) => `${path}/${name}`),
  );
  for (const file of files) {
    const { code } = transformSync(readFileSync(join(root, file), 'utf8'), {
      filename: file,
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    const out = join(root, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, code);
  }
  return pathToFileURL(join(root, `dist/test/load/month/${name}.js`)).href;
}
