import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { subsetFonts } from './fonts.config.js';

/** Windows 7 PCs still stand at some counters; Chrome 109 is the last browser that runs on them. */
const OLDEST_BROWSERS = ['chrome109', 'edge109', 'firefox115', 'safari16'];

const CORE =
  /node_modules\/svelte|src\/web\/(app|api)\/|src\/web\/i18n\/(vi\.ts|vi\/(clerks|common|guides|forms|lists|watch|work)|index)|src\/web\/lib\/(clock|format|fold|every)|src\/web\/ui\/(empty|failure|field|moment|page-title|remote-view|skeleton|state-pill|tone-mark|tone-text)/;

/** Pages that a browser often opens for the first time, over the slow line of a center: an address's first step, and its chunk. */
const FIRST_PAGES = {
  'report-pc': 'pages/report/pc-report.page.svelte',
  report: 'pages/report/report.page.svelte',
  'my-report': 'pages/report/my-report.page.svelte',
};

/** `report-pc.html` beside `index.html`: the same, but it asks for the files of that page at once, which saves a round trip. */
function firstPages(): Plugin {
  return {
    name: 'first-pages',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const html = bundle['index.html'];
      if (html?.type !== 'asset') throw new Error('there is no index.html');
      const index = String(html.source);
      for (const [step, page] of Object.entries(FIRST_PAGES)) {
        const links = filesOf(page, bundle)
          .filter((file) => !index.includes(file))
          .map((file) =>
            file.endsWith('.css')
              ? `    <link rel="stylesheet" crossorigin href="/${file}">`
              : `    <link rel="modulepreload" crossorigin href="/${file}">`,
          );
        const source = index.replace('  </head>', `${links.join('\n')}\n  </head>`);
        this.emitFile({ type: 'asset', fileName: `${step}.html`, source });
      }
    },
  };
}

/** The chunk of a module, what it imports, and their style sheets. */
function filesOf(module: string, bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
  if (!first) throw new Error(`${module} is not a chunk of its own`);
  const found = new Set<(typeof chunks)[number]>();
  const visit = (chunk: (typeof chunks)[number]): void => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const file of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === file);
      if (imported) visit(imported);
    }
  };
  visit(first);
  return [...found].flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])]);
}

/** What the clerk's pages have beside it. */
const CLERK =
  /src\/web\/pages\/report\/|src\/web\/lib\/(form|phone|picture)|src\/web\/ui\/(plain-page|personal-warning|language-switch|maintenance-line)/;

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
          await writeFile(`${path}.br`, brotliCompressSync(content));
          await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
        }),
      );
    },
  };
}

export default defineConfig(async () => ({
  root: import.meta.dirname,
  plugins: [svelte(), firstPages(), precompress()],
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
      output: {
        // What nearly every page needs travels as one file: on a slow line each further request costs a round trip.
        codeSplitting: {
          groups: [
            { name: 'core', test: CORE },
            { name: 'clerk', test: CLERK },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['TRUCBAN_API'] ?? 'http://127.0.0.1:8080' },
  },
}));
