import { Injectable } from '@nestjs/common';
import { DAY_MS } from '../platform/civil/index.js';
import type { Transaction } from '../platform/database/index.js';
import { Troubles } from '../state/index.js';
import { alonePart, episodesOf } from './domain/episodes.js';
import type { DeviceContext, Episode } from './domain/finding.js';

/**
 * What a PC has been through lately. Asked whenever something changed on it; by an index that holds nothing but troubles, so
 * that a PC in order costs one look that finds nothing. The other PCs of its center are read only when there is enough to
 * judge by.
 */
@Injectable()
export class Recurrences {
  constructor(private readonly troubles: Troubles) {}

  async of(tx: Transaction, deviceId: number, context: DeviceContext, now: number): Promise<Episode[]> {
    const { policy, programs, atWork } = context;
    const since = now - policy['recurring.windowDays'] * DAY_MS;
    const troubles = await this.troubles.ofDevice(tx, deviceId, since);
    const leastMs = policy['recurring.leastSeconds'] * 1000;
    const episodes = episodesOf(troubles, programs, atWork, leastMs);
    // Neither a threshold is reached nor is there anything whose end would have to wait for so few.
    if (episodes.length <= policy['recurring.calmTimes']) return episodes;
    if (!enough(episodes, Math.min(policy['recurring.times'], policy['recurring.calmTimes'] + 1)))
      return episodes;
    return alonePart(episodes, await this.troubles.ofNeighbours(tx, deviceId, since, now));
  }
}

function enough(episodes: readonly Episode[], times: number): boolean {
  const counts = new Map<string, number>();
  for (const { kind, thing } of episodes)
    counts.set(`${kind}/${thing}`, (counts.get(`${kind}/${thing}`) ?? 0) + 1);
  return Math.max(0, ...counts.values()) >= times;
}
