import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/index.js';
import { ServerProbes, type ServerStanding, Snapshots } from '../state/index.js';

/** How one PC that is online fares with a web system, by its own probes. */
export interface ReachLine {
  deviceId: number;
  /** Where the PC stands now. */
  centerId: number;
  /** Null: it reaches the system. */
  failingSince: number | null;
}

/** How a PC that had fallen silent came back. */
export interface ReturnEvidence {
  sameBoot: boolean;
  /** It told what it saw while nobody could hear it. */
  toldMeanwhile: boolean;
}

/** What many PCs together say of a system, of a center, of a silence that is over. */
@Injectable()
export class Reachability {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly probes: ServerProbes,
  ) {}

  /** A line a PC: it fails if any of its sessions fails, since the first of them. */
  async of(tx: Transaction, programId: string): Promise<ReachLine[]> {
    const lines = new Map<number, ReachLine>();
    for (const { deviceId, centerId, state, since } of await this.snapshots.reachOf(tx, programId)) {
      const failingSince = state === 'failed' ? since : null;
      const known = lines.get(deviceId)?.failingSince ?? null;
      const earliest = failingSince === null ? known : Math.min(known ?? failingSince, failingSince);
      lines.set(deviceId, { deviceId, centerId, failingSince: earliest });
    }
    return [...lines.values()];
  }

  /** The third side: what the server itself sees of the system. */
  ofServer(tx: Transaction, programId: string, now: number): Promise<ServerStanding> {
    return this.probes.of(tx, programId, now);
  }

  onlineIn(tx: Transaction, centerId: number): Promise<number> {
    return this.snapshots.onlineIn(tx, centerId);
  }

  /** Null: its agents before and after the silence are not both known. */
  async returnOf(
    tx: Transaction,
    deviceId: number,
    silentSince: number,
    backAt: number,
  ): Promise<ReturnEvidence | null> {
    const boots = await this.snapshots.bootsAround(tx, deviceId, silentSince);
    if (boots.before === null || boots.after === null) return null;
    const toldMeanwhile = await this.snapshots.toldOf(tx, deviceId, silentSince, backAt);
    return { sameBoot: boots.before === boots.after, toldMeanwhile };
  }
}
