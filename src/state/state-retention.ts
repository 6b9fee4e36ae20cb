import { Injectable } from '@nestjs/common';
import { PolicyService } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { forgetInSlices, listOf, Reader, ROWS_PER_SLICE, UnitOfWork } from '../platform/database/index.js';

/** Looked through together, whether they have anything old or not. */
const PCS_PER_SLICE = 250;

/**
 * Forgets history that is older than anybody asks for. It goes from PC to PC along the index that the bars read by: an index
 * by time alone would cost every span some bytes for a question that is asked once a night.
 */
@Injectable()
export class StateRetention {
  constructor(
    private readonly policies: PolicyService,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  async forget(now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const before = now - policy['retention.spanDays'] * DAY_MS;
    for (let after = 0; ;) {
      const pcs = await this.reader.rows<{ id: number }>(
        `SELECT id FROM device WHERE id > ? ORDER BY id LIMIT ${PCS_PER_SLICE}`,
        [after],
      );
      const last = pcs.at(-1)?.id;
      if (last === undefined) break;
      await this.forgetSpans(after, last, before);
      await this.forgetAgents(after, last, before);
      await nextTurn();
      after = last;
    }
    await this.forgetBlindness(before);
  }

  /** Spans that are over. What holds now has no end, however long ago it began. */
  private forgetSpans(after: number, last: number, before: number): Promise<void> {
    return forgetInSlices(
      this.work,
      async () => {
        // CROSS JOIN: SQLite must take the PCs first, or it would look for old spans among all there are.
        const rows = await this.reader.rows<{ id: number }>(
          `SELECT span.id FROM device CROSS JOIN state_span span
           WHERE device.id > ? AND device.id <= ? AND span.device_id = device.id AND span.until_at < ?
           LIMIT ${ROWS_PER_SLICE}`,
          [after, last, before],
        );
        return rows.map(({ id }) => id);
      },
      // Told anew as present in between, it holds again.
      (tx, ids) =>
        tx.run(`DELETE FROM state_span WHERE id IN ${listOf(ids)} AND until_at < ?`, [...ids, before]),
    );
  }

  /** Agent processes that were replaced. One that is not known would be believed, so they outlive any report on its way. */
  private async forgetAgents(after: number, last: number, before: number): Promise<void> {
    const old = 'device_id > ? AND device_id <= ? AND current = 0 AND last_received_at < ?';
    const parameters = [after, last, before];
    const any = await this.reader.row(`SELECT 1 FROM agent_instance WHERE ${old} LIMIT 1`, parameters);
    if (any)
      await this.work.runDerived((tx) => tx.run(`DELETE FROM agent_instance WHERE ${old}`, parameters));
  }

  /** The last one stays: deadlines are counted from it. There are few, a row a start. */
  private async forgetBlindness(before: number): Promise<void> {
    await this.work.runDerived((tx) =>
      tx.run(
        `DELETE FROM server_blindness WHERE until_at < ?
           AND until_at < (SELECT MAX(until_at) FROM server_blindness)`,
        [before],
      ),
    );
  }
}
