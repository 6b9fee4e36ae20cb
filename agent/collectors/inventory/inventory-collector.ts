import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import type { Systeminformation } from 'systeminformation';
import type { Inventory } from '../../../src/contracts/agent/index.js';
import type { InventoryCollector } from '../collector.js';
import { realMark } from '../hardware-identity/identity-digest.js';

/** What systeminformation read, as far as the inventory uses it. */
export interface HardwareReadings {
  platform: NodeJS.Platform;
  system: Pick<Systeminformation.SystemData, 'manufacturer' | 'model' | 'serial'>;
  biosDate: string;
  cpuName: string;
  os: Pick<Systeminformation.OsData, 'distro' | 'release' | 'build' | 'platform'>;
  disks: Pick<Systeminformation.DiskLayoutData, 'size' | 'type' | 'interfaceType'>[];
  cores: number;
  memoryBytes: number;
  osInstalledAt: number | null;
}

/** Hardware and system once a day. On Windows systeminformation starts PowerShell: never part of a beat. */
export class SystemInventory implements InventoryCollector {
  async gather(): Promise<Inventory> {
    const information = await import('systeminformation');
    const { system, bios, cpu, osInfo, diskLayout } = information.default ?? information;
    return inventoryFrom({
      platform: process.platform,
      system: await system(),
      biosDate: (await bios()).releaseDate,
      cpuName: cpuName(await cpu()),
      os: await osInfo(),
      disks: await diskLayout(),
      cores: cpus().length,
      memoryBytes: totalmem(),
      osInstalledAt: await installedAt(process.platform),
    });
  }
}

export function inventoryFrom(readings: HardwareReadings): Inventory {
  const { platform, system, os } = readings;
  const disks = readings.disks.filter((disk) => disk.size > 0 && disk.interfaceType !== 'USB');
  return {
    platform: platform === 'win32' ? 'windows' : platform === 'linux' ? 'linux' : 'other',
    osName: bounded(os.distro, 120) ?? bounded(os.platform, 120) ?? 'unknown',
    osVersion: bounded([os.release, os.build].filter((part) => part).join(' '), 120) ?? 'unknown',
    manufacturer: bounded(realMark(system.manufacturer), 120),
    model: bounded(realMark(system.model), 120),
    serialNumber: bounded(realMark(system.serial), 120),
    cpu: bounded(readings.cpuName, 200),
    cpuCores: readings.cores > 0 ? readings.cores : null,
    memoryBytes: readings.memoryBytes,
    diskBytes: disks.length === 0 ? null : disks.reduce((sum, disk) => sum + Math.round(disk.size), 0),
    diskKind: diskKind(disks.map((disk) => disk.type)),
    biosDate: civilDate(readings.biosDate),
    osInstalledOn: readings.osInstalledAt === null ? null : dateIn(readings.osInstalledAt),
  };
}

/** One fast disk makes the PC a fast one: the system is put on it. */
function diskKind(types: readonly string[]): Inventory['diskKind'] {
  if (types.some((type) => /ssd|nvme/i.test(type))) return 'ssd';
  return types.some((type) => /^hd/i.test(type)) ? 'hdd' : 'unknown';
}

function cpuName(cpu: Systeminformation.CpuData): string {
  return `${cpu.manufacturer} ${cpu.brand}`.trim();
}

function bounded(text: string | null | undefined, maximum: number): string | null {
  const trimmed = (text ?? '').trim().slice(0, maximum);
  return trimmed === '' ? null : trimmed;
}

/** A date of the firmware as ISO, or null for none and for the nonsense years of an empty clock. */
function civilDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const american = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : american
      ? [american[3], american[1], american[2]]
      : [];
  const instant = Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T00:00:00Z`);
  return Number.isNaN(instant) || Number(year) < 1995 ? null : `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
}

/** The civil date in Viet Nam (UTC+7, no summer time). */
function dateIn(instant: number): string {
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** When the system was set up: from the registry on Windows, from the root file system's own folder on Linux. */
async function installedAt(platform: NodeJS.Platform): Promise<number | null> {
  if (platform === 'win32') return windowsInstalledAt();
  const made = await stat('/lost+found').then(
    (entry) => entry.birthtimeMs,
    () => 0,
  );
  return made > 0 ? made : null;
}

async function windowsInstalledAt(): Promise<number | null> {
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  try {
    const { stdout } = await promisify(execFile)('reg', ['query', key, '/v', 'InstallDate'], {
      windowsHide: true,
    });
    const seconds = parseInt(/0x([0-9a-f]+)/i.exec(stdout)?.[1] ?? '', 16);
    return Number.isNaN(seconds) || seconds === 0 ? null : seconds * 1000;
  } catch {
    return null;
  }
}
