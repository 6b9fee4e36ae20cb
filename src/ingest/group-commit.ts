import { Injectable } from '@nestjs/common';
import type { WantedDocument } from '../contracts/agent/index.js';
import { afterArrivals } from '../platform/clock/index.js';
import { type AppendBatch, UnitOfWork } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { Outbox } from '../platform/outbox/index.js';
import type { AcceptedReport, Beat } from './domain/accepted-report.js';

/** One report on its way to the disk. `accepted` is absent when it says nothing new. */
export interface PendingReport {
  beat: Beat;
  accepted: AcceptedReport | null;
  receipts: readonly { kind: WantedDocument; digest: string }[];
}

interface Waiting extends PendingReport {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

const LARGEST_COMMIT = 512;
const LONGEST_GATHERING_MS = 20;
/** Beyond this the disk is not keeping up: answering "later" is kinder than time-outs. */
const LONGEST_QUEUE = 20_000;

const JOURNAL_COLUMNS = [
  { name: 'device_id', type: 'bigint' },
  { name: 'session', type: 'bigint' },
  { name: 'instance', type: 'text' },
  { name: 'sequence', type: 'bigint' },
  { name: 'received_at', type: 'bigint' },
  { name: 'skew_ms', type: 'bigint' },
  { name: 'cpu_percent', type: 'bigint' },
  { name: 'memory_percent', type: 'bigint' },
] as const;

const RECEIPT_COLUMNS = [
  { name: 'device_id', type: 'bigint' },
  { name: 'kind', type: 'text' },
  { name: 'digest', type: 'text' },
  { name: 'received_at', type: 'bigint' },
] as const;

/**
 * Reports that arrive together share one commit (decision 1):
 *
 *     request ─┐
 *     request ─┼─> waiting ──afterArrivals──> one append (journal + events + receipts) ──commit──> all answered
 *     request ─┘
 *
 * While one commit is being written the next one gathers. Turns of the event loop rather than a timer: those let the requests
 * join that are already in the socket buffers or wait to be accepted, and cost no wait when there are none.
 */
@Injectable()
export class GroupCommit {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  /** Resolves when the report is durable; rejects with SERVER_BUSY when it could not be made so. */
  add(report: PendingReport): Promise<void> {
    if (this.waiting.length >= LONGEST_QUEUE) return Promise.reject(serverBusy());
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...report, resolve, reject });
      if (!this.writing) {
        this.writing = true;
        afterArrivals(() => void this.write(), LONGEST_GATHERING_MS);
      }
    });
  }

  private async write(): Promise<void> {
    const group = this.waiting.splice(0, LARGEST_COMMIT);
    try {
      await this.work.append(this.batches(group));
      for (const report of group) report.resolve();
      if (group.some((report) => report.accepted)) this.outbox.wake('report.accepted');
    } catch {
      for (const report of group) report.reject(serverBusy());
    }
    if (this.waiting.length > 0) afterArrivals(() => void this.write(), LONGEST_GATHERING_MS);
    else this.writing = false;
  }

  private batches(group: readonly Waiting[]): AppendBatch[] {
    const batches: AppendBatch[] = [
      { table: 'beat_journal', columns: JOURNAL_COLUMNS, rows: group.map(({ beat }) => journalRow(beat)) },
    ];
    const events = new Map<string, string>();
    for (const { beat, accepted } of group) {
      if (accepted)
        events.set(`${beat.deviceId}/${beat.instance}/${beat.sequence}`, JSON.stringify(accepted));
    }
    if (events.size > 0) {
      const now = group[0]!.beat.receivedAt;
      batches.push(
        this.outbox.batch(
          'report.accepted',
          [...events].map(([key, payload]) => ({ key, payload })),
          now,
        ),
      );
    }
    const receipts = new Map<string, (string | number)[]>();
    for (const { beat, receipts: brought } of group) {
      for (const { kind, digest } of brought) {
        receipts.set(`${beat.deviceId}/${kind}`, [beat.deviceId, kind, digest, beat.receivedAt]);
      }
    }
    if (receipts.size > 0) {
      const rows = [...receipts.values()];
      batches.push({
        table: 'document_receipt',
        columns: RECEIPT_COLUMNS,
        rows,
        upsertOn: ['device_id', 'kind'],
      });
    }
    return batches;
  }
}

function journalRow(beat: Beat): (string | number)[] {
  return [
    beat.deviceId,
    beat.session,
    beat.instance,
    beat.sequence,
    beat.receivedAt,
    beat.skewMs,
    beat.cpuPercent,
    beat.memoryPercent,
  ];
}

function serverBusy(): Refusal {
  return new Refusal(
    'SERVER_BUSY',
    503,
    {
      vi: 'Máy chủ đang bận, chưa lưu được. Phần mềm giám sát sẽ tự gửi lại.',
      en: 'The server is busy and stored nothing. The agent sends it again by itself.',
    },
    undefined,
    15,
  );
}
