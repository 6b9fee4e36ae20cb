import { Injectable } from '@nestjs/common';
import type { Inventory, Load } from '../contracts/agent/index.js';
import type { Transaction } from '../platform/database/index.js';
import { DeviceHardwareEntity, DiskLevelEntity } from './entities/index.js';

@Injectable()
export class HardwareFolder {
  async foldInventory(
    tx: Transaction,
    deviceId: number,
    inventory: Inventory,
    digest: string,
    at: number,
  ): Promise<void> {
    const { platform: _, ...hardware } = inventory;
    const values = { ...hardware, digest, reportedAt: at };
    const updated = await tx.update(DeviceHardwareEntity, { deviceId }, values);
    if (updated === 0) await tx.insert(DeviceHardwareEntity, { deviceId, ...values });
  }

  /** Returns whether some disk's free space moved by a whole percent, or a disk came or went. */
  async foldDisks(tx: Transaction, deviceId: number, disks: Load['disks'], at: number): Promise<boolean> {
    const stored = await tx.find(DiskLevelEntity, { where: { deviceId } });
    let moved = stored.length !== disks.length;
    for (const { mount, totalBytes, freeBytes } of disks) {
      const known = stored.find((disk) => disk.mount === mount);
      if (known && wholePercentFree(known) === wholePercentFree({ totalBytes, freeBytes })) continue;
      moved = true;
      if (known) await tx.update(DiskLevelEntity, { deviceId, mount }, { totalBytes, freeBytes, at });
      else await tx.insert(DiskLevelEntity, { deviceId, mount, totalBytes, freeBytes, at });
    }
    for (const gone of stored.filter((disk) => !disks.some(({ mount }) => mount === disk.mount))) {
      await tx.run('DELETE FROM disk_level WHERE device_id = ? AND mount = ?', [deviceId, gone.mount]);
    }
    return moved;
  }
}

function wholePercentFree({ totalBytes, freeBytes }: { totalBytes: number; freeBytes: number }): number {
  return Math.floor((freeBytes / totalBytes) * 100);
}
