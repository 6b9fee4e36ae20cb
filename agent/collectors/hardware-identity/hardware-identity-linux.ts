import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HardwareIdentity } from '../collector.js';
import { hardwareDigest } from './identity-digest.js';

/** From what the kernel exposes of SMBIOS and of the first disk. UUID and board serial are readable for root only. */
export class LinuxHardwareIdentity implements HardwareIdentity {
  constructor(private readonly sys = '/sys') {}

  async digest(): Promise<string | null> {
    return hardwareDigest({
      systemUuid: await this.read('class/dmi/id/product_uuid'),
      boardSerial: await this.read('class/dmi/id/board_serial'),
      diskSerial: await this.firstDiskSerial(),
    });
  }

  private async firstDiskSerial(): Promise<string | null> {
    const disks = await readdir(join(this.sys, 'block')).catch(() => []);
    for (const disk of disks.filter((name) => /^(sd|nvme|vd|mmcblk)/.test(name)).sort()) {
      const serial =
        (await this.read(`block/${disk}/device/serial`)) ?? (await this.read(`block/${disk}/serial`));
      if (serial !== null) return serial;
    }
    return null;
  }

  private async read(path: string): Promise<string | null> {
    const text = await readFile(join(this.sys, path), 'utf8').catch(() => '');
    return text.trim() === '' ? null : text.trim();
  }
}
