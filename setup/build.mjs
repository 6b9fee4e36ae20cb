/**
 * Builds everything that `npm start` needs, unless what stands in dist was built from exactly these sources. The stamp is
 * written last, so that a build that was broken off is done again.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src', 'agent', 'demo'];
const SETTINGS = [
  'package-lock.json',
  'package.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const RESULTS = [
  'dist/src/main.js',
  'dist/src/cli.js',
  'dist/agent/main.js',
  'dist/demo/main.js',
  'dist/web/index.html',
  'dist/browser-extension/manifest.json',
];
const NO_SOURCE = /\.spec\.(ts|mjs)$/;

/** Builds if needed, and tells so by `say`; ends the process when the build fails, after what the build said. */
export function buildIfNeeded(root, say = console.log) {
  const stamp = join(root, 'dist/.built-from');
  const sources = digestOfSources(root);
  const isBuilt = RESULTS.every((path) => existsSync(join(root, path)));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  say('Đang dựng chương trình, khoảng nửa phút / building, about half a minute …');
  // npm names its own script; on Windows it can be started by a shell only.
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const missing = RESULTS.filter((path) => !existsSync(join(root, path)));
  if (status !== 0 || missing.length > 0) {
    console.error(`${stdout}${stderr}`);
    console.error('Không dựng được chương trình. Xem lỗi bằng: npm run build');
    console.error(
      `The build failed${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}. See: npm run build`,
    );
    process.exit(1);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, sources);
}

function digestOfSources(root) {
  const hash = createHash('sha256').update(process.version);
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NO_SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).sort();
  for (const file of [...SETTINGS.map((name) => join(root, name)), ...files]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}
