import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from './clock.js';
import { STATE_FILES, readCached, replaceFile } from './state-files.js';

const StoredBoot = z.object({ boot: z.string().regex(/^[A-Za-z0-9-]{8,64}$/), startedAt: z.number() });

/** Two readings of "when this PC started" may differ by this much through clock corrections alone. */
const SAME_BOOT_WITHIN_MS = 120_000;

/**
 * A random id of this boot of the PC. Linux has one; elsewhere it is made once per boot and found again by the time at
 * which the PC started.
 */
export function bootId(stateDirectory: string, clock: Clock): string {
  const ofKernel = readKernelBootId();
  if (ofKernel !== null) return ofKernel;
  const path = join(stateDirectory, STATE_FILES.boot);
  const startedAt = Math.round(clock.now() - clock.uptime());
  const stored = readCached(path, StoredBoot);
  if (stored && Math.abs(stored.startedAt - startedAt) < SAME_BOOT_WITHIN_MS) return stored.boot;
  const boot = randomUUID();
  replaceFile(path, JSON.stringify({ boot, startedAt }), { durable: true });
  return boot;
}

function readKernelBootId(): string | null {
  try {
    const id = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return /^[0-9a-f-]{36}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}
