import { Inject, Injectable, Logger, type OnModuleDestroy, Optional } from '@nestjs/common';
import type { ProbeTarget } from '../contracts/agent/index.js';
import { Programs, watchedProgramOf } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { afterTry, nextTryAt, type ServerStanding, standingOf, UNREST_MS } from './domain/server-reach.js';
import type { ServerReachEntity } from './entities/index.js';
import { PROBER, type Prober } from './prober.js';
import { ServerFaultRepository } from './server-fault.repository.js';
import { ServerReachRepository, type WatchedReach } from './server-reach.repository.js';

/** However patient a program's own limit is. */
const LONGEST_TRY_MS = 30_000;
/** How long a try may be one process's: longer than any try, so that a process that died is found out. */
const LEASE_MS = LONGEST_TRY_MS + 15_000;

/**
 * The third side of the verdict: tries every watched web system from this very server.
 *
 *     due row ─> claim it by conditional update ─> one try, bounded ─> what is believed now, and when to look next
 *
 * A row is due at its time; each minute while some PC does not reach the system; and soon after one begins not to.
 */
@Injectable()
export class ServerProbes implements OnModuleDestroy {
  private readonly logger = new Logger('ServerProbes');
  private readonly ending = new AbortController();

  constructor(
    private readonly reaches: ServerReachRepository,
    private readonly faults: ServerFaultRepository,
    private readonly programs: Programs,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    @Optional() @Inject(PROBER) private readonly prober: Prober | null,
  ) {}

  /** While the server has lost its own line, what it does not reach proves nothing. */
  async of(from: Transaction | Reader, programId: string, now: number): Promise<ServerStanding> {
    const { line } = await this.faults.read(from);
    return standingOf(line ? null : await this.reaches.of(from, programId), now);
  }

  /** PCs began not to reach these systems. */
  async doubt(tx: Transaction, programIds: readonly string[], now: number): Promise<void> {
    if (!this.prober) return;
    for (const id of programIds) await this.reaches.doubt(tx, id, now);
  }

  /** Makes the next try of a system due now. */
  async lookAt(programId: string, now: number): Promise<void> {
    await this.work.runDerived((tx) => this.reaches.makeDue(tx, programId, now));
  }

  async sweep(now: number): Promise<void> {
    if (!this.prober) return;
    const targets = await this.targets();
    const rows = await this.watch(targets, await this.reaches.all(this.reader), now);
    const due = rows.filter((row) => isDue(row, now));
    await Promise.all(due.map((row) => this.tryOnce(row, targets.get(row.programId)!, this.prober!, now)));
  }

  /** Tries that run are given up, so that a stop does not wait for a system that never answers. */
  onModuleDestroy(): void {
    this.ending.abort(new Error('the server stops'));
  }

  private async targets(): Promise<Map<string, ProbeTarget>> {
    const found = new Map<string, ProbeTarget>();
    for (const program of await this.programs.enabled()) {
      const { kind, probe } = watchedProgramOf(program);
      if (kind !== 'web' || probe === null) continue;
      found.set(program.id, { ...probe, timeoutMs: Math.min(probe.timeoutMs, LONGEST_TRY_MS) });
    }
    return found;
  }

  /** Makes the rows those of the systems that are watched now, and hands them back. */
  private async watch(
    targets: ReadonlyMap<string, ProbeTarget>,
    rows: readonly WatchedReach[],
    now: number,
  ): Promise<WatchedReach[]> {
    const known = new Map(rows.map((row) => [row.programId, row.url]));
    const fresh = [...targets].filter(([id, { url }]) => known.get(id) !== url);
    const gone = rows.filter(({ programId }) => !targets.has(programId));
    if (fresh.length + gone.length === 0) return [...rows];
    await this.work.runDerived(async (tx) => {
      for (const { programId } of gone) await this.reaches.forget(tx, programId);
      for (const [id, { url }] of fresh) await this.reaches.begin(tx, id, url, now);
    });
    const seen = await this.reaches.all(this.reader);
    return seen.filter(({ programId, url }) => targets.get(programId)?.url === url);
  }

  private async tryOnce(
    row: ServerReachEntity,
    target: ProbeTarget,
    prober: Prober,
    now: number,
  ): Promise<void> {
    const { programId: id } = row;
    if (!(await this.work.runDerived((tx) => this.reaches.claim(tx, row, now, now + LEASE_MS)))) return;
    const { signal } = this.ending;
    const found = await prober.attempt(id, target, signal).catch((error: unknown) => {
      this.logger.error(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    });
    if (signal.aborted) return;
    const endedAt = this.clock.now();
    const reach = found ? afterTry(row, found, target.confirmTries, endedAt) : row;
    const checkAt = nextTryAt(reach, target, endedAt);
    await this.work.runDerived((tx) => this.reaches.record(tx, id, now, reach, checkAt));
  }
}

/** A clock that was set back leaves tries in the future. */
function isDue({ checkAt, triedAt, claimedUntil, isDoubted }: WatchedReach, now: number): boolean {
  if (triedAt > now) return true;
  return claimedUntil <= now && (checkAt <= now || (isDoubted && triedAt <= now - UNREST_MS));
}
