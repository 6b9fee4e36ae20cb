import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/index.js';
import { Snapshots } from '../state/index.js';

/** Who else reaches a web system now, by the probes of the PCs that are online. */
export interface ReachCount {
  reaching: number;
  failing: number;
  /** Centers in which some PC fails. */
  failingCenters: number;
}

@Injectable()
export class Reachability {
  constructor(private readonly snapshots: Snapshots) {}

  async of(tx: Transaction, programId: string): Promise<ReachCount> {
    const lines = await this.snapshots.reachOf(tx, programId);
    const failed = lines.filter(({ state }) => state === 'failed');
    const failing = new Set(failed.map(({ deviceId }) => deviceId));
    const reaching = new Set(lines.map(({ deviceId }) => deviceId).filter((id) => !failing.has(id)));
    const failingCenters = new Set(failed.map(({ centerId }) => centerId)).size;
    return { reaching: reaching.size, failing: failing.size, failingCenters };
  }
}
