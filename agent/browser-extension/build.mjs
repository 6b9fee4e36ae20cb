import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Usage: node agent/browser-extension/build.mjs [folder]; default dist/browser-extension. */
const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, '../../dist/browser-extension'));

/** Content scripts are no modules, so each becomes one self-contained file. */
const SCRIPTS = [
  { entry: 'background.ts', name: 'background.js', format: 'es' },
  { entry: 'observer.content.ts', name: 'observer.js', format: 'iife' },
  { entry: 'dialogs.main.ts', name: 'dialogs.js', format: 'iife' },
];

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
for (const { entry, name, format } of SCRIPTS) {
  await build({
    configFile: false,
    root: here,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: target,
      emptyOutDir: false,
      target: 'chrome120',
      minify: false,
      lib: {
        entry: join(here, 'src', entry),
        formats: [format],
        name: 'trucban',
        fileName: () => name,
      },
    },
  });
}
await cp(join(here, 'manifest.json'), join(target, 'manifest.json'));
await cp(join(here, '_locales'), join(target, '_locales'), { recursive: true });
