import { Injectable } from '@nestjs/common';
import { IncidentArchive } from '../incidents/index.js';
import { PolicyService } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { listOf, Reader, ROWS_PER_SLICE, type Transaction, UnitOfWork } from '../platform/database/index.js';

/** A row that ended. `loose`: nothing that is kept needs it. */
interface Ended {
  id: number;
  endedAt: number;
  loose: number;
}

/**
 * Forgets findings and incidents that are long over. A ticket is kept, and with it what its page answers from: its events,
 * its incident, the decisions about it and the finding that words it; while it is open, all of its findings. Hence the
 * question what may go is this stage's; the stages before delete what is theirs.
 */
@Injectable()
export class FaultRetention {
  constructor(
    private readonly archive: IncidentArchive,
    private readonly policies: PolicyService,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  async forget(now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const before = now - policy['retention.findingDays'] * DAY_MS;
    await this.walk(
      (last) => this.findingsAfter(last, before),
      (tx, ids) => this.archive.forgetFindings(tx, ids),
    );
    await this.walk(
      (last) => this.incidentsAfter(last, before),
      async (tx, ids) => {
        await tx.run(`DELETE FROM incident_silence WHERE incident_id IN ${listOf(ids)}`, ids);
        await this.archive.forgetIncidents(tx, ids);
      },
    );
  }

  /** Slice by slice along the index of ends. Those that stay are passed by, so that each is read once a night. */
  private async walk(
    after: (last: Ended) => Promise<Ended[]>,
    remove: (tx: Transaction, ids: readonly number[]) => Promise<void>,
  ): Promise<void> {
    for (let last: Ended | undefined = { id: 0, endedAt: 0, loose: 0 }; last; await nextTurn()) {
      const slice: Ended[] = await after(last);
      const ids = slice.filter(({ loose }) => Number(loose) === 1).map(({ id }) => id);
      if (ids.length > 0) await this.work.runDerived((tx) => remove(tx, ids));
      last = slice.at(-1);
    }
  }

  private findingsAfter({ id, endedAt }: Ended, before: number): Promise<Ended[]> {
    return this.reader.rows<Ended>(
      `SELECT finding.id, finding.ended_at AS "endedAt",
         CASE WHEN incident.id IS NULL THEN 1
           WHEN incident.ended_at IS NULL OR incident.ended_at >= ? THEN 0
           WHEN ticket.id IS NULL THEN 1
           WHEN ticket.resolved_at IS NOT NULL AND incident.lead_finding_id <> finding.id THEN 1 ELSE 0 END AS "loose"
       FROM finding
       LEFT JOIN incident_member member ON member.finding_id = finding.id
       LEFT JOIN incident ON incident.id = member.incident_id
       LEFT JOIN ticket ON ticket.incident_id = incident.id
       WHERE finding.ended_at IS NOT NULL AND (finding.ended_at, finding.id) > (?, ?) AND finding.ended_at < ?
       ORDER BY finding.ended_at, finding.id LIMIT ${ROWS_PER_SLICE}`,
      [before, endedAt, id, before],
    );
  }

  /** Those without a ticket: planned work covered them, or another took them in. */
  private incidentsAfter({ id, endedAt }: Ended, before: number): Promise<Ended[]> {
    return this.reader.rows<Ended>(
      `SELECT incident.id, incident.ended_at AS "endedAt",
         CASE WHEN ticket.id IS NULL THEN 1 ELSE 0 END AS "loose"
       FROM incident LEFT JOIN ticket ON ticket.incident_id = incident.id
       WHERE incident.ended_at IS NOT NULL AND (incident.ended_at, incident.id) > (?, ?) AND incident.ended_at < ?
       ORDER BY incident.ended_at, incident.id LIMIT ${ROWS_PER_SLICE}`,
      [endedAt, id, before],
    );
  }
}
