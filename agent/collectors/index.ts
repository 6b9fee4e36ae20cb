import type { ProxyChoice } from '../../src/probing/index.js';
import type {
  CertificateCollector,
  HardwareIdentity,
  InventoryCollector,
  LoadCollector,
  ProgramWatcher,
} from './collector.js';

/** Everything the agent looks at on this PC. */
export interface Collectors {
  load: LoadCollector;
  watchers: ProgramWatcher[];
  inventory: InventoryCollector;
  certificates: CertificateCollector;
  hardware: HardwareIdentity;
}

export interface CollectorOptions {
  stateDirectory: string;
  certificateFolders: readonly string[];
}

/** Each system's own parts are loaded on that system only: koffi and the Win32 calls must not be touched elsewhere. */
export async function collectorsForThisPlatform(options: CollectorOptions): Promise<Collectors> {
  const { SystemLoad } = await import('./load/load-collector.js');
  const { SystemInventory } = await import('./inventory/inventory-collector.js');
  const { browserTabs } = await import('./browser-tabs/tab-watcher.js');
  const shared = {
    load: new SystemLoad(),
    inventory: new SystemInventory(),
    tabs: browserTabs({ stateDirectory: options.stateDirectory }),
  };
  return process.platform === 'win32' ? windowsCollectors(shared) : linuxCollectors(shared, options);
}

interface Shared {
  load: LoadCollector;
  inventory: InventoryCollector;
  tabs: ProgramWatcher;
}

async function linuxCollectors({ tabs, ...shared }: Shared, options: CollectorOptions): Promise<Collectors> {
  const { LinuxProcesses } = await import('./processes/processes-linux.js');
  const { LinuxListeners } = await import('./listeners/listeners-linux.js');
  const { FolderCertificates } = await import('./certificates/certificates-folders.js');
  return {
    ...shared,
    watchers: [new LinuxProcesses(), new LinuxListeners(), tabs],
    certificates: new FolderCertificates(options.certificateFolders),
    hardware: await hardwareIdentityForThisPlatform(),
  };
}

async function windowsCollectors({ tabs, ...shared }: Shared): Promise<Collectors> {
  const { windowsProcesses } = await import('./processes/processes-windows.js');
  const { hungWindows } = await import('./windows-hang/window-watcher.js');
  const { windowsCertificates } = await import('./certificates/certificates-windows.js');
  return {
    ...shared,
    watchers: [windowsProcesses(), hungWindows(), tabs],
    certificates: windowsCertificates(),
    hardware: await hardwareIdentityForThisPlatform(),
  };
}

/** By itself, for enrolling: nothing is watched then. */
export async function hardwareIdentityForThisPlatform(): Promise<HardwareIdentity> {
  if (process.platform === 'win32') {
    const { windowsHardwareIdentity } = await import('./hardware-identity/hardware-identity-windows.js');
    return windowsHardwareIdentity();
  }
  const { LinuxHardwareIdentity } = await import('./hardware-identity/hardware-identity-linux.js');
  return new LinuxHardwareIdentity();
}

/** The proxy that Windows keeps for the user, or null where the environment is all there is. */
export async function systemProxyForThisPlatform(): Promise<ProxyChoice | null> {
  if (process.platform !== 'win32') return null;
  const { windowsSystemProxy } = await import('./system-proxy/system-proxy-windows.js');
  return windowsSystemProxy;
}
