import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { subsetFonts } from './fonts.config.js';

/** Windows 7 PCs still stand at some counters; Chrome 109 is the last browser that runs on them. */
const OLDEST_BROWSERS = ['chrome109', 'edge109', 'firefox115', 'safari16'];

/** Entries beside index.html's: the clerk's pages, and what they ask while they are still on their way. */
const CLERK = join(import.meta.dirname, 'clerk.ts');
const AHEAD = join(import.meta.dirname, 'ahead.ts');

/** First steps of the addresses of the clerk's pages, which a browser often opens for the first time, over a center's slow line. */
const CLERK_STEPS = ['report-pc', 'report', 'my-report'];

/** Of what the clerk's pages need, what no page of the desk shows. */
const CLERK_ALONE = /src\/web\/(clerk\.ts|app\/clerk-|pages\/report\/(?!clerk-(page|memory)))/;
/** Parts that nearly every page of the desk needs, and the clerk's pages do not. */
const DESK_PARTS = /src\/web\/(lib\/fold|ui\/(state-pill|tone-text))/;

/** What nearly every page needs travels as one file: over a slow line each further request costs a round trip. */
function coreOf(id: string, context: Rolldown.ChunkingContext): string | null {
  if (DESK_PARTS.test(id)) return 'core';
  return !CLERK_ALONE.test(id) && importedBy(CLERK, context).has(id) ? 'core' : null;
}

const reached = new Map<string, Set<string>>();

/** A module and everything that it imports, however far down; not what is loaded later. */
function importedBy(entry: string, context: Rolldown.ChunkingContext): Set<string> {
  const known = reached.get(entry);
  if (known) return known;
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    context.getModuleInfo(id)?.importedIds.forEach(visit);
  };
  visit(entry);
  reached.set(entry, found);
  return found;
}

/** Of every address that begins with a clerk's first step: `report-pc.html` and its like beside `index.html`. */
function clerkPages(): Plugin {
  return {
    name: 'clerk-pages',
    enforce: 'post',
    /** While one works on the pages there are no files to name. */
    transformIndexHtml(html, { server, originalUrl = '/' }) {
      const step = originalUrl.split(/[/?#]/)[1] ?? '';
      return server && CLERK_STEPS.includes(step) ? html.replace('./main.ts', '/clerk.ts') : html;
    },
    generateBundle(_, bundle) {
      const html = bundle['index.html'];
      if (html?.type !== 'asset') throw new Error('there is no index.html');
      // Its own scripts and styles go; those of the clerk's pages take their place.
      const plain = String(html.source).replace(/\s*<(script|link)[^>]* crossorigin[^>]*>(<\/script>)?/g, '');
      const source = plain.replace('  </head>', `${clerkHead(bundle)}\n  </head>`);
      for (const step of CLERK_STEPS) this.emitFile({ type: 'asset', fileName: `${step}.html`, source });
    },
  };
}

/**
 * The largest file first: it travels on the connection that brought the page, the others on new ones, which take a round trip to
 * open. Browsers let module scripts wait for styles unless they are told otherwise.
 */
function clerkHead(bundle: Rolldown.OutputBundle): string {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const entry = (module: string) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module);
    if (!chunk) throw new Error(`${module} is no entry of the build`);
    return chunk;
  };
  const clerk = entry(CLERK);
  const imported = chunks.filter(({ fileName }) => clerk.imports.includes(fileName));
  const styles = [...imported, clerk].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return [
    ...imported.map(
      ({ fileName }) => `<link rel="modulepreload" crossorigin fetchpriority="high" href="/${fileName}">`,
    ),
    `<script type="module" crossorigin async fetchpriority="high" src="/${entry(AHEAD).fileName}"></script>`,
    `<script type="module" crossorigin fetchpriority="high" src="/${clerk.fileName}"></script>`,
    ...styles.map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
  ]
    .map((line) => `    ${line}`)
    .join('\n');
}

const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
};

/** The server sends a .br or .gz that lies beside a file, so that it never compresses while people wait. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle(options, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(js|css|html|svg)$/.test(name));
      await Promise.all(
        files.map(async (name) => {
          const path = join(options.dir ?? '', name);
          const content = await readFile(path);
          await writeFile(`${path}.br`, brotliCompressSync(content, BROTLI));
          await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
        }),
      );
    },
  };
}

export default defineConfig(async () => ({
  root: import.meta.dirname,
  plugins: [svelte(), clerkPages(), precompress()],
  resolve: {
    alias: {
      '@fontsource/be-vietnam-pro/files': await subsetFonts(join(import.meta.dirname, '../../.cache/fonts')),
    },
  },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: OLDEST_BROWSERS,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: join(import.meta.dirname, 'index.html'), clerk: CLERK, ahead: AHEAD },
      output: { codeSplitting: { groups: [{ name: coreOf, debugName: 'core' }] } },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['TRUCBAN_API'] ?? 'http://127.0.0.1:8080' },
  },
}));
