import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { subsetFonts } from './fonts.config.js';

/** Windows 7 PCs still stand at some counters; Chrome 109 is the last browser that runs on them. */
const OLDEST_BROWSERS = ['chrome109', 'edge109', 'firefox115', 'safari16'];

const CORE =
  /node_modules\/svelte|src\/web\/(app|api)\/|src\/web\/i18n\/(vi\.ts|vi\/(clerks|common|guides|forms|lists|watch|work)|index)|src\/web\/lib\/(clock|format|fold|every)|src\/web\/ui\/(empty|failure|field|moment|page-title|remote-view|skeleton|state-pill|tone-mark|tone-text)/;

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
  plugins: [svelte(), precompress()],
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
        codeSplitting: { groups: [{ name: 'core', test: CORE }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['TRUCBAN_API'] ?? 'http://127.0.0.1:8080' },
  },
}));
