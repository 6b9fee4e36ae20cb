/**
 * Usage: node agent/packaging/bundle-windows.mjs [folder [entry.ts…]]; default dist/agent-windows. Further entries are
 * bundled beside the agent, for tests.
 *
 * Makes the folder that a Windows PC needs: the agent in one file, the worker that holds its window, koffi with its
 * Windows binary, and node.exe. Start it there with `node.exe trucban-agent.js`.
 */
import { constants, existsSync, statSync } from 'node:fs';
import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { root, windowsRuntime } from './windows-runtime.mjs';

/** The worker keeps the name by which the agent starts it, and lies beside it. */
const FILES = [
  { entry: join(root, 'agent/main.ts'), name: 'trucban-agent.js' },
  { entry: join(root, 'agent/runtime/session-window.worker.ts'), name: 'session-window.worker.js' },
];

async function bundle({ entry, name }, target) {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: target,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        // It looks for its binary beside itself.
        external: ['koffi'],
        output: { format: 'es', entryFileNames: name, codeSplitting: false },
      },
    },
  });
}

async function copyKoffi(binding, target) {
  const from = join(root, 'node_modules/koffi');
  // The package also carries its C++ sources.
  const isNeeded = (path) => statSync(path).isDirectory() || /\.(js|cjs)$|package\.json$|LICENSE/.test(path);
  for (const part of ['package.json', 'LICENSE.txt', 'index.js', 'index.cjs', 'src/koffi']) {
    await cp(join(from, part), join(target, 'node_modules/koffi', part), {
      recursive: true,
      filter: isNeeded,
    });
  }
  const native = join(target, 'node_modules', binding.package);
  for (const file of ['package.json', 'index.js', 'win32_x64/koffi.node']) {
    await cp(join(binding.folder, file), join(native, file));
  }
}

const target = resolve(process.argv[2] ?? join(root, 'dist/agent-windows'));
const [node, binding] = windowsRuntime();
if (!existsSync(binding.file)) {
  console.error(`bundle-windows: ${binding.file} is missing; run: npm run setup`);
  process.exit(1);
}
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await writeFile(join(target, 'package.json'), '{ "private": true, "type": "module" }\n');
for (const file of FILES) await bundle(file, target);
for (const entry of process.argv.slice(3)) {
  await bundle({ entry: resolve(entry), name: basename(entry).replace(/\.ts$/, '.js') }, target);
}
await copyKoffi(binding, target);
if (existsSync(node.file)) await copyFile(node.file, join(target, 'node.exe'), constants.COPYFILE_FICLONE);
else
  console.error(
    'bundle-windows: no node.exe (npm run setup fetches one); the PC has to bring its own Node 22',
  );
console.log(`bundle-windows: ${target}`);
