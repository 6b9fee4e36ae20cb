import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AppendBatch, UnitOfWork } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { GroupCommit, type PendingReport } from './group-commit.js';

/** A disk whose commits end when the test says so. */
class HeldDisk {
  readonly commits: { batches: readonly AppendBatch[]; done: () => void; fail: () => void }[] = [];

  append(batches: readonly AppendBatch[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.commits.push({ batches, done: resolve, fail: () => reject(new Error('disk full')) });
    });
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** A commit waits for a turn in which nothing arrives, so nobody can say in which it begins. */
const commitsBegun = async (count: number): Promise<void> => {
  while (disk.commits.length < count) await turn();
};

function report(sequence: number, news = false): PendingReport {
  const beat = {
    ...{ deviceId: 7, session: 1, instance: 'agent-of-7', sequence, receivedAt: 1_000 + sequence },
    ...{ skewMs: 0, cpuPercent: 5, memoryPercent: 40 },
  };
  const accepted = { deviceId: 7, centerId: 1, receivedAt: beat.receivedAt, skewMs: 0, report: {} as never };
  return { beat, accepted: news ? accepted : null, receipts: [] };
}

let disk: HeldDisk;
let commits: GroupCommit;
let woken: number;

beforeEach(() => {
  disk = new HeldDisk();
  const outbox = new Outbox();
  woken = 0;
  outbox.onWake('report.accepted', () => (woken += 1));
  commits = new GroupCommit(disk as unknown as UnitOfWork, outbox);
});

/** Resolves with what became of the report: nothing yet, an answer, or the code of a refusal. */
function fateOf(pending: PendingReport): { now: string } {
  const fate = { now: 'waits' };
  commits.add(pending).then(
    () => (fate.now = 'answered'),
    (error: unknown) => (fate.now = error instanceof Refusal ? error.code : 'broken'),
  );
  return fate;
}

const rowsOf = (commit: number, table: string) =>
  disk.commits[commit]?.batches.find((batch) => batch.table === table)?.rows ?? [];

describe('reports on their way to the disk', () => {
  it('are answered after their commit and not before', async () => {
    const fate = fateOf(report(1));
    await commitsBegun(1);
    expect(fate.now).toBe('waits');
    disk.commits[0]?.done();
    await turn();
    expect(fate.now).toBe('answered');
  });

  it('that arrive together share one commit; those that arrive meanwhile share the next', async () => {
    fateOf(report(1));
    fateOf(report(2));
    await commitsBegun(1);
    const late = [fateOf(report(3)), fateOf(report(4))];
    await turn();
    expect(disk.commits).toHaveLength(1);
    expect(rowsOf(0, 'beat_journal')).toHaveLength(2);
    disk.commits[0]?.done();
    await commitsBegun(2);
    expect(late.map(({ now }) => now)).toEqual(['waits', 'waits']);
    expect(rowsOf(1, 'beat_journal')).toHaveLength(2);
  });

  it('are told SERVER_BUSY, all of them, when the commit fails; the next commit is tried all the same', async () => {
    const fates = [fateOf(report(1, true)), fateOf(report(2))];
    await commitsBegun(1);
    disk.commits[0]?.fail();
    await turn();
    expect(fates.map(({ now }) => now)).toEqual(['SERVER_BUSY', 'SERVER_BUSY']);
    expect(woken).toBe(0);
    const next = fateOf(report(3));
    await commitsBegun(2);
    disk.commits[1]?.done();
    await turn();
    expect(next.now).toBe('answered');
  });

  it('leave an event only for what is news, and wake its handler only after the commit', async () => {
    fateOf(report(1));
    fateOf(report(2, true));
    await commitsBegun(1);
    expect(rowsOf(0, 'outbox').map((row) => row[1])).toEqual(['7/agent-of-7/2']);
    expect(woken).toBe(0);
    disk.commits[0]?.done();
    await turn();
    expect(woken).toBe(1);
  });

  it('repeated within one commit leave one event', async () => {
    fateOf(report(5, true));
    fateOf(report(5, true));
    await commitsBegun(1);
    expect(rowsOf(0, 'outbox')).toHaveLength(1);
    expect(rowsOf(0, 'beat_journal')).toHaveLength(2);
  });
});
