import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Usage: node build-native-host.mjs <folder>. The browser starts a plain Node process, which cannot read TypeScript. */
const here = dirname(fileURLToPath(import.meta.url));

await build({
  configFile: false,
  root: here,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: join(here, 'native-host.entry.ts'),
    outDir: process.argv[2],
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'native-host.mjs' } },
  },
});
