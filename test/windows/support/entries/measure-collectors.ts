/**
 * node.exe --expose-gc measure-collectors.js PORT: looks thousands of times in every way and prints, as JSON, the time
 * of one look in milliseconds and what the process holds before and after.
 */
import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';
import { windowsCertificates } from '../../../../agent/collectors/certificates/certificates-windows.js';
import { windowsHardwareIdentity } from '../../../../agent/collectors/hardware-identity/hardware-identity-windows.js';
import { windowsProcesses } from '../../../../agent/collectors/processes/processes-windows.js';
import { windowsSystemProxy } from '../../../../agent/collectors/system-proxy/system-proxy-windows.js';
import { hungWindows } from '../../../../agent/collectors/windows-hang/window-watcher.js';
import { watched } from '../watched.js';

const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
const kernel32 = koffi.load('kernel32.dll');
const openProcess = kernel32.func('uintptr_t OpenProcess(uint32 access, bool inherit, uint32 id)');
const closeHandle = kernel32.func('bool CloseHandle(uintptr_t handle)');

const notepad = { name: 'notepad.exe', pathContains: 'system32' };
const programs = [watched('notepad', { process: notepad, watchWindows: true })];
const listeners = [watched('signer', { listenPort: Number(process.argv[2]) })];
const windows = hungWindows();
const processes = windowsProcesses();
const certificates = windowsCertificates();
const hardware = windowsHardwareIdentity();

/** The list of sockets takes Wine 50 ms, so it is read less often. */
const LOOKS: [string, number, () => unknown][] = [
  ['windows', 1500, () => windows.sample(programs, 0)],
  ['processes', 1500, () => processes.sample(programs, 0)],
  ['listeners', 40, () => processes.sample(listeners, 0)],
  ['certificates', 2000, () => certificates.gather([])],
  ['hardware', 500, () => hardware.digest()],
  ['proxy', 2000, () => windowsSystemProxy('https://hotich.test/')],
];

/** A new handle takes the lowest free number: where handles are lost, it climbs. (Wine does not count them.) */
function held(): { nextHandle: number; residentMb: number } {
  globalThis.gc?.();
  const nextHandle = Number(openProcess(0x1000, false, process.pid));
  closeHandle(nextHandle);
  return { nextHandle, residentMb: process.memoryUsage().rss / 1e6 };
}

async function look(share: number): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const [name, looks, once] of LOOKS) {
    const begun = performance.now();
    for (let done = 0; done < looks * share; done += 1) await once();
    times[name] = Number(((performance.now() - begun) / (looks * share)).toFixed(3));
  }
  return times;
}

// The first round fills what is kept on purpose: code, caches of the system's libraries.
await look(0.1);
const before = held();
const times = await look(1);
const after = held();
console.log(JSON.stringify({ times, before, after, proxies: proxies() }));

function proxies(): Record<string, string | null> {
  const addresses = ['https://hotich.test/', 'http://hotich.test/', 'https://noibo.vidu.test/'];
  return Object.fromEntries(addresses.map((address) => [address, windowsSystemProxy(address)]));
}
