import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EXTENSION_ID, NATIVE_HOST_NAME } from './constants.js';

const run = promisify(execFile);

/** The program that the browser is to start, and its first arguments: normally the agent itself and `native-host`. */
export interface HostCommand {
  executable: string;
  arguments: readonly string[];
}

export interface InstallOptions {
  /** Where the start script and, on Windows, the manifest are written; normally the agent's state directory. */
  stateDirectory: string;
  command: HostCommand;
  /** Register for this one browser profile folder (Chromium's `--user-data-dir`) instead of for the account. */
  browserDataDirectory?: string;
  /** Ids allowed to start the host; an organisation that signs its own package of the extension has its own id. */
  extensionIds?: readonly string[];
}

/** Below `~/.config` on Linux. */
const LINUX_BROWSERS = ['chromium', 'google-chrome', 'microsoft-edge', 'CocCoc/Browser'];

/** Below `HKCU\Software` on Windows. */
const WINDOWS_BROWSERS = ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge', 'CocCoc\\Browser'];

/**
 * Lets Chromium, Chrome, Edge and Cốc Cốc of this account start the native host. Safe to repeat. Returns what was
 * written, for the command to show.
 */
export async function installBrowserSupport(options: InstallOptions): Promise<string[]> {
  await mkdir(options.stateDirectory, { recursive: true, mode: 0o700 });
  const script = await writeStartScript(options);
  const manifest = `${JSON.stringify(hostManifest(script, options.extensionIds ?? [EXTENSION_ID]), null, 2)}\n`;
  if (options.browserDataDirectory) return [await writeManifest(options.browserDataDirectory, manifest)];
  return process.platform === 'win32'
    ? registerOnWindows(options.stateDirectory, manifest)
    : Promise.all(LINUX_BROWSERS.map((name) => writeManifest(join(homedir(), '.config', name), manifest)));
}

export function hostManifest(script: string, extensionIds: readonly string[]): object {
  return {
    name: NATIVE_HOST_NAME,
    description: 'Trực Ban',
    path: script,
    type: 'stdio',
    allowed_origins: extensionIds.map((id) => `chrome-extension://${id}/`),
  };
}

/** The manifest cannot carry arguments, and the browser adds its own: hence a script in between. */
async function writeStartScript({ stateDirectory, command }: InstallOptions): Promise<string> {
  const windows = process.platform === 'win32';
  const script = join(stateDirectory, windows ? 'native-host.bat' : 'native-host');
  await writeFile(script, windows ? batchScript(command) : shellScript(command), { mode: 0o700 });
  // The mode above holds for new files only.
  await chmod(script, 0o700);
  return script;
}

export function shellScript({ executable, arguments: args }: HostCommand): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  return `#!/bin/sh\nexec ${[executable, ...args].map(quote).join(' ')} "$@"\n`;
}

/** In a batch file a percent sign is written twice; a double quote cannot be part of a Windows path. */
export function batchScript({ executable, arguments: args }: HostCommand): string {
  const quote = (text: string) => `"${text.replaceAll('%', '%%')}"`;
  return `@echo off\r\nchcp 65001 >nul\r\n${[executable, ...args].map(quote).join(' ')} %*\r\n`;
}

async function writeManifest(dataDirectory: string, manifest: string): Promise<string> {
  const folder = join(dataDirectory, 'NativeMessagingHosts');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${NATIVE_HOST_NAME}.json`);
  await writeFile(path, manifest);
  return path;
}

async function registerOnWindows(stateDirectory: string, manifest: string): Promise<string[]> {
  const path = join(stateDirectory, `${NATIVE_HOST_NAME}.json`);
  await writeFile(path, manifest);
  const keys = WINDOWS_BROWSERS.map(
    (name) => `HKCU\\Software\\${name}\\NativeMessagingHosts\\${NATIVE_HOST_NAME}`,
  );
  for (const key of keys) await run('reg.exe', ['add', key, '/ve', '/t', 'REG_SZ', '/d', path, '/f']);
  return [path, ...keys];
}
