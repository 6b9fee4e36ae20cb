import { cpus, freemem, totalmem, uptime } from 'node:os';
import type { Load } from '../../../src/contracts/agent/index.js';
import type { LoadCollector } from '../collector.js';
import { readDisks } from './disks.js';

interface CpuTime {
  busy: number;
  total: number;
}

/** Processor load since the last look, memory, uptime and disks; a few system calls, cheap enough for every beat. */
export class SystemLoad implements LoadCollector {
  private before = cpuTime();

  async gather(): Promise<Load> {
    const now = cpuTime();
    const cpuPercent = busyPercent(this.before, now);
    this.before = now;
    return {
      cpuPercent,
      memoryPercent: percent(totalmem() - freemem(), totalmem()),
      uptimeSeconds: Math.round(uptime()),
      disks: await readDisks(process.platform),
    };
  }
}

function cpuTime(): CpuTime {
  let busy = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy, total: busy + idle };
}

function busyPercent(before: CpuTime, now: CpuTime): number {
  return percent(now.busy - before.busy, now.total - before.total);
}

/** Whole percents: a fraction of one would make every beat longer and tell nobody more. */
function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(100, Math.max(0, Math.round((part / whole) * 100)));
}
