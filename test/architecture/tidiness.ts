import { type Breach, type SourceFile, lineAt } from './source-tree.js';

/** The absolute ends; the linter's limits of 300 and 600 leave out comments and blank lines. */
const MOST_LINES = { code: 400, test: 600 };
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that others give: GitHub, the licence, the browser's folder of translations. */
const GIVEN_NAMES = new Set(['README.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md', '_locales']);
const MACHINE_PATH =
  /(?<![\w.~$}-])(\/(?:work|root|home\/[a-z]\w*|Users\/\w+|tmp\/bash_jobs)\b\/?|[A-Z]:\\{1,2}Users\\{1,2}\w+)/g;
/** What an author meant to fill in. */
const UNFILLED = /@@[A-Z]+@@/g;
const GOVERNMENT_HOST = /[a-z0-9*-]+(?:\.[a-z0-9-]+)*\.gov\.vn\b/gi;

export function lengthBreaches(files: readonly SourceFile[]): Breach[] {
  return files.flatMap(({ path, text }) => {
    if (!/\.(ts|mjs|cjs|js|svelte|css)$/.test(path)) return [];
    const most = path.startsWith('test/') || path.endsWith('.spec.ts') ? MOST_LINES.test : MOST_LINES.code;
    const lines = lineAt(text, text.length);
    if (lines <= most) return [];
    const message = `${lines} lines; past ${most} look for the second reason to change`;
    return [{ file: path, line: most, rule: 'file-length', message }];
  });
}

/** Names below `src`, `agent` and the like: kebab-case with a role suffix, folders too. */
export function nameBreaches(paths: readonly string[]): Breach[] {
  return paths.flatMap((path) => {
    const wrong = path.split('/').find((part) => !KEBAB.test(part) && !GIVEN_NAMES.has(part));
    if (wrong === undefined) return [];
    return [{ file: path, line: 1, rule: 'kebab-case', message: `"${wrong}" is not kebab-case` }];
  });
}

/** Paths of one person's or one build machine's disk. */
export function machinePathBreaches(files: readonly SourceFile[]): Breach[] {
  return matches(files, MACHINE_PATH, 'machine-path', (found) => `"${found}" exists on one machine only`);
}

/** Figures that were promised and never written down. */
export function unfilledBreaches(files: readonly SourceFile[]): Breach[] {
  return matches(
    files.filter(({ path }) => path.endsWith('.md')),
    UNFILLED,
    'unfilled',
    (found) => `${found} was never filled in`,
  );
}

/** Real government hosts, which may be written about in documents and addressed by nothing. */
export function governmentHostBreaches(files: readonly SourceFile[]): Breach[] {
  return matches(
    files.filter(({ path }) => !path.endsWith('.md')),
    GOVERNMENT_HOST,
    'government-host',
    (found) => `"${found}" is a real host; use a stand-in such as hotich.test`,
  );
}

function matches(
  files: readonly SourceFile[],
  pattern: RegExp,
  rule: string,
  message: (found: string) => string,
): Breach[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map((match) => ({
      file: path,
      line: lineAt(text, match.index),
      rule,
      message: message(match[0]),
    })),
  );
}
