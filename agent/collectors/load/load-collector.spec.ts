import { describe, expect, it } from '@jest/globals';
import { Load } from '../../../src/contracts/agent/index.js';
import { diskMounts } from './disks.js';
import { SystemLoad } from './load-collector.js';

describe('the load', () => {
  it('of this very machine fits the contract and knows its disk', async () => {
    const load = Load.parse(await new SystemLoad().gather());
    expect(load.disks[0]).toMatchObject({ mount: '/' });
    expect(load.memoryPercent).toBeGreaterThan(0);
  });
});

describe('the disks of a mount table', () => {
  it('are the root and one mount per other real disk', () => {
    const table = [
      '/dev/nvme0n1p2 / ext4 rw 0 0',
      '/dev/nvme0n1p2 /var/lib/docker ext4 rw 0 0',
      '/dev/nvme0n1p1 /boot/efi vfat rw 0 0',
      '/dev/sda1 /data xfs rw 0 0',
      '/dev/sda1 /srv/again xfs rw 0 0',
      '/dev/loop0 /snap/core/1 squashfs ro 0 0',
      'tmpfs /run tmpfs rw 0 0',
      'server:/share /mnt/share nfs4 rw 0 0',
    ].join('\n');
    expect(diskMounts(table)).toEqual(['/', '/data']);
  });
});
