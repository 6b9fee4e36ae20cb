import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** A rule broken at a place. `line` counts from 1. */
export interface Breach {
  file: string;
  line: number;
  rule: string;
  message: string;
}

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

const GENERATED = new Set(['node_modules', 'dist', 'data', 'coverage', '.cache', '.git', 'test-results']);

/** Every path below `folder`, without what is generated or installed. */
export function pathsUnder(folder: string): string[] {
  return readdirSync(join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? pathsUnder(path) : entry.isFile() ? [path] : [];
  });
}

const TEXT =
  /\.(ts|mts|mjs|cjs|js|svelte|json|html|css|svg|sh|ps1|cmd|xml|wxs|ya?ml|md|sql|txt)$|(^|\/)(run|LICENSE)$/;

/** The text files below each of `folders`. */
export function readTree(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => pathsUnder(folder))
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }));
}

/** "src/a.ts:3 [rule] message", one a line: what a failing test prints. */
export function describeBreaches(breaches: readonly Breach[]): string {
  return breaches.map(({ file, line, rule, message }) => `${file}:${line} [${rule}] ${message}`).join('\n');
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function isSpec(path: string): boolean {
  return path.endsWith('.spec.ts') || path.includes('/testing/');
}
