import { describe, expect, it } from '@jest/globals';
import { clerkWords } from '../../src/web/i18n/clerk-words.js';
import { administration } from '../../src/web/i18n/vi/administration.js';
import { vi } from '../../src/web/i18n/vi.js';
import { readImports } from './imports.js';
import { readTree, type SourceFile } from './source-tree.js';

const KEYS = Object.keys({ ...vi, ...administration });
const files = new Map(readTree('src/web', 'src/contracts/text').map((file) => [file.path, file]));

/** Every module of the clerk's pages, but not the catalogues themselves. */
function clerkModules(): SourceFile[] {
  const found = new Set<SourceFile>();
  const visit = (path: string): void => {
    const file = files.get(path);
    if (!file || found.has(file) || path.startsWith('src/web/i18n/')) return;
    found.add(file);
    for (const { target, typeOnly } of readImports(file)) if (target && !typeOnly) visit(target);
  };
  visit('src/web/clerk.ts');
  return [...found];
}

/** The sentences that a text names, whole or by their beginning. */
function keysIn(text: string): string[] {
  const whole = new Set([...text.matchAll(/'([a-zA-Z]+\.[\w.]+)'/g)].map(([, key]) => key!));
  const beginnings = [...text.matchAll(/`([a-zA-Z]+\.(?:\w+\.)*)\$\{/g)].map(([, beginning]) => beginning!);
  return KEYS.filter((key) => whole.has(key) || beginnings.some((beginning) => key.startsWith(beginning)));
}

describe("the words of the clerk's pages", () => {
  it('are all that these pages say: a sentence that did not travel along would be an empty place', () => {
    const modules = clerkModules();
    expect(modules.map(({ path }) => path)).toContain('src/web/pages/report/pc-report-form.svelte');
    const missing = modules.flatMap(({ path, text }) =>
      keysIn(text)
        .filter((key) => !Object.hasOwn(clerkWords, key))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('are found in a text whether they are named whole or by their beginning', () => {
    expect(keysIn("t('clerk.title')")).toEqual(['clerk.title']);
    expect(keysIn('t(`personal.${kind}`)')).toContain('personal.dossier');
  });
});
