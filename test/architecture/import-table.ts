import { type Import, readImports } from './imports.js';
import { type Breach, type SourceFile, isSpec } from './source-tree.js';

/** The flow, in its order: each stage may look at the one just before. */
export const FLOW = ['ingest', 'state', 'detection', 'incidents', 'tickets', 'notifications'] as const;
const BASE = ['contracts', 'platform', 'access', 'inventory'];

/** DESIGN §3: which folders of `src` a folder may import. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  contracts: [],
  platform: ['contracts'],
  /** How a web address is reached, step by step: the one thing that agents and the server both do. */
  probing: ['contracts'],
  access: ['platform', 'contracts'],
  inventory: ['platform', 'contracts', 'access'],
  ingest: BASE,
  state: [...BASE, 'ingest', 'probing'],
  detection: [...BASE, 'state'],
  incidents: [...BASE, 'detection'],
  tickets: [...BASE, 'incidents'],
  notifications: [...BASE, 'tickets', 'incidents'],
  status: [...BASE, ...FLOW],
  reports: [...BASE, ...FLOW],
  /** Plays timelines against the whole application, which boot hands it. */
  scenario: [...BASE, ...FLOW],
  web: ['contracts'],
  agent: ['contracts', 'probing'],
  /** Simulated PCs: they know of the product what agents know. */
  demo: ['contracts'],
};

/** Boot, admin commands, the module that names every stage, and what makes an application of it for both and for tests. */
const BOOT = new Set(['src/main.ts', 'src/cli.ts', 'src/app.module.ts', 'src/app.ts']);
/** Calculation without input or output: hashing, formatting, where sun and moon stand, and the schema library, whose schemas are data. */
const PURE_PACKAGES = new Set(['node:crypto', 'node:util', 'astronomy-engine', 'zod']);
/** Arithmetic on civil dates and times of day. It reads no clock, so pure code may call it, and it has to stay pure. */
const CIVIL_TIME = 'src/platform/civil/';
/** Each part of the platform has its own index; the module of them all is there for boot alone. */
const PLATFORM_MODULE = 'src/platform/platform.module.ts';

const OUTSIDE_SRC = new Set(['agent', 'demo']);

/** The first folder below `src`, or `demo`, `agent`, `test`, `boot`; null for a place that the design does not name. */
export function folderOf(path: string): string | null {
  if (BOOT.has(path)) return 'boot';
  if (path.startsWith('agent/')) return 'agent';
  if (path.startsWith('demo/')) return 'demo';
  if (path.startsWith('test/')) return 'test';
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  return folder !== undefined && folder in MAY_IMPORT && !OUTSIDE_SRC.has(folder) ? folder : null;
}

/** Every import of `files` that DESIGN §3 does not allow. */
export function importBreaches(files: readonly SourceFile[]): Breach[] {
  return files.flatMap((file) => {
    const folder = folderOf(file.path);
    if (folder === 'test') return [];
    if (folder === null) {
      const message =
        'this folder is not in the table of DESIGN §3; put the file into the stage whose decision it makes';
      return [{ file: file.path, line: 1, rule: 'unknown-folder', message }];
    }
    return readImports(file).flatMap((use) => {
      const problem = problemOf(file.path, folder, use);
      return problem ? [{ file: file.path, line: use.line, ...problem }] : [];
    });
  });
}

type Problem = Pick<Breach, 'rule' | 'message'>;

function problemOf(path: string, folder: string, use: Import): Problem | null {
  if (use.target === null) return packageProblem(path, folder, use);
  if (isSpec(path) && (use.target.startsWith('test/') || use.target.startsWith(`src/${folder}/`)))
    return null;
  return tableProblem(path, folder, use, use.target) ?? pureProblem(path, use, use.target);
}

function packageProblem(path: string, folder: string, use: Import): Problem | null {
  if (isSpec(path)) return null;
  const { specifier } = use;
  if (folder === 'contracts' && specifier !== 'zod') {
    return {
      rule: 'contracts-imports',
      message: `contracts may import the schema library only, not ${specifier}`,
    };
  }
  if (folder === 'web' && specifier.startsWith('node:') && !path.endsWith('.config.ts')) {
    return { rule: 'web-imports', message: `the browser has no ${specifier}` };
  }
  if (isPure(path) && !use.typeOnly && !PURE_PACKAGES.has(specifier)) {
    const message = `domain/ and rules/ are pure: no framework, no database, no I/O, no clock, hence not ${specifier}`;
    return { rule: 'pure-imports', message };
  }
  return null;
}

function tableProblem(path: string, folder: string, use: Import, target: string): Problem | null {
  const to = folderOf(target);
  if (to === folder && folder !== 'boot') return null;
  if (to === null || to === 'test' || to === 'boot') {
    if (folder === 'boot' && to === 'boot') return null;
    return { rule: 'import-table', message: `${folder} may not import ${target}` };
  }
  if (folder !== 'boot' && !MAY_IMPORT[folder]?.includes(to)) {
    return { rule: 'import-table', message: `${folder} may not import ${to} (${use.specifier})` };
  }
  if (folder === 'web' && !/^src\/contracts\/(api|text)\//.test(target)) {
    return {
      rule: 'import-table',
      message: `web may import contracts/api and contracts/text only, not ${target}`,
    };
  }
  if (folder === 'boot' && target === PLATFORM_MODULE) return null;
  return doorProblem(path, to, target);
}

/** Other folders come in by `index.ts`; platform and contracts have one for each of their parts. */
function doorProblem(path: string, to: string, target: string): Problem | null {
  const parts = target.split('/').slice(2);
  const depth = to === 'platform' || to === 'contracts' ? 2 : 1;
  if (parts.at(-1) === 'index.ts' && parts.length <= depth) return null;
  if (isSpec(path) && parts.includes('testing')) return null;
  return {
    rule: 'index-only',
    message: `only the index.ts of ${to} may be imported from outside, not ${target}`,
  };
}

function pureProblem(path: string, use: Import, target: string): Problem | null {
  const stage = pureStage(path);
  if (stage === null || isSpec(path) || pureStage(target) === stage || target === `${CIVIL_TIME}index.ts`)
    return null;
  const to = folderOf(target);
  const before = FLOW[FLOW.findIndex((name) => name === stage) - 1];
  // The inventory holds the policy, whose numbers every rule is handed; the design's "stage before" is too narrow for it.
  const known = [stage, 'contracts', 'inventory', ...(before === undefined ? [] : [before])];
  if (to === null || !known.includes(to)) {
    return {
      rule: 'pure-imports',
      message: `domain/ and rules/ may know types of contracts, inventory and the stage before, not ${target}`,
    };
  }
  if (use.typeOnly) return null;
  return { rule: 'pure-imports', message: `domain/ and rules/ may import ${target} only as a type` };
}

function isPure(path: string): boolean {
  return pureStage(path) !== null && !isSpec(path);
}

/** The stage of a path inside a `domain/` or `rules/` folder, or null. */
function pureStage(path: string): string | null {
  if (path.startsWith(CIVIL_TIME)) return 'civil';
  return /^src\/([^/]+)\/(?:.*\/)?(?:domain|rules)\//.exec(path)?.[1] ?? null;
}
