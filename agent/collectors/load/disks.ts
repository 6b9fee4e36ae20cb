import { readFile, statfs } from 'node:fs/promises';
import { REPORT_LIMITS, type Load } from '../../../src/contracts/agent/index.js';

type DiskReading = Load['disks'][number];

/** Disks of this kind hold a person's data; the rest (snap images, memory, network shares) cannot be "nearly full". */
const DISK_FILE_SYSTEMS = new Set([
  'ext2',
  'ext3',
  'ext4',
  'xfs',
  'btrfs',
  'zfs',
  'f2fs',
  'vfat',
  'exfat',
  'ntfs',
  'ntfs3',
]);
const MOUNT = /^\/[\w./-]{0,63}$/;

export async function readDisks(platform: NodeJS.Platform): Promise<DiskReading[]> {
  if (platform === 'win32') return readMounts(windowsLetters(), (letter) => `${letter}\\`);
  const table = await readFile('/proc/mounts', 'utf8').catch(() => '');
  return readMounts(diskMounts(table), (mount) => mount);
}

/** The mount points to look at in the text of /proc/mounts: the root whatever it is, and one per other disk. */
export function diskMounts(table: string): string[] {
  const byDevice = new Map<string, string>();
  for (const line of table.split('\n')) {
    const [device = '', mount = '', kind = ''] = line.split(' ');
    if (mount === '/' || !DISK_FILE_SYSTEMS.has(kind) || !MOUNT.test(mount)) continue;
    if (mount.startsWith('/boot') || mount.startsWith('/snap/')) continue;
    if (!byDevice.has(device)) byDevice.set(device, mount);
  }
  const root = table.split('\n').find((line) => line.split(' ')[1] === '/');
  byDevice.delete(root?.split(' ')[0] ?? '');
  return ['/', ...byDevice.values()].slice(0, REPORT_LIMITS.disks);
}

/** Letters up to J: beyond are, by habit, network shares, and asking one whose server is gone blocks for minutes. */
function windowsLetters(): string[] {
  return [...'CDEFGHIJ'].map((letter) => `${letter}:`);
}

async function readMounts(
  mounts: readonly string[],
  pathOf: (mount: string) => string,
): Promise<DiskReading[]> {
  const readings = await Promise.all(mounts.map((mount) => readDisk(mount, pathOf(mount))));
  return readings.filter((reading) => reading !== null).slice(0, REPORT_LIMITS.disks);
}

async function readDisk(mount: string, path: string): Promise<DiskReading | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(path);
    const totalBytes = bsize * blocks;
    const freeBytes = bsize * bavail;
    // A disc in a drive is always full, and no trouble.
    const isOpticalDisc = mount !== '/' && mount !== 'C:' && freeBytes === 0 && totalBytes < 10e9;
    return totalBytes < 1 || isOpticalDisc ? null : { mount, totalBytes, freeBytes };
  } catch {
    return null;
  }
}
