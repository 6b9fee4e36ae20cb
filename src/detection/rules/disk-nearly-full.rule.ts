import type { DeviceSnapshot } from '../../state/index.js';
import { BLIND, type DeviceRule, sees } from '../domain/finding.js';

/** A disk has less free space than the policy wants. Judged on what was last heard; a PC that is off keeps its verdict. */
export const diskNearlyFull: DeviceRule = {
  id: 'disk-nearly-full',
  judge: (snapshot, { policy }, now) => {
    if (snapshot.presence !== 'online') return BLIND;
    return sees(
      snapshot.disks
        .map((disk) => ({ mount: disk.mount, freePercent: freePercent(disk) }))
        .filter(({ freePercent: free }) => free < policy['disk.freePercent'])
        .map(({ mount, freePercent: free }) => ({
          thing: mount,
          since: now,
          opensAt: now,
          severity: free < policy['disk.freePercent'] / 2 ? 'high' : 'normal',
          evidence: { freePercent: free },
        })),
    );
  },
};

function freePercent({ freeBytes, totalBytes }: DeviceSnapshot['disks'][number]): number {
  return Math.round((freeBytes / totalBytes) * 1000) / 10;
}
