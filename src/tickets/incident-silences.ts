import { Injectable } from '@nestjs/common';
import { Maintenance, type Silence } from '../inventory/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';

/** A window that another process changed is noticed no later than this. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** An incident that is no ticket because planned work covers it. */
export interface HeldIncident {
  incidentId: number;
  windowId: number;
  since: number;
  until: number;
}

/** Planned work keeps an incident from becoming a ticket while it covers every member that is still open. */
@Injectable()
export class IncidentSilences {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The silence that lasts shortest among those of the members that are still open (of all, when none is); null when one
   * has none.
   */
  async of(from: Transaction | Reader, incidentId: number, now: number): Promise<Silence | null> {
    if (await this.maintenance.nothingPlanned(now)) return null;
    const places = await placesOf(from, incidentId);
    const open = places.filter(({ isOpen }) => Number(isOpen) === 1);
    let shortest: Silence | null = null;
    for (const { deviceId, centerId, thing } of open.length > 0 ? open : places) {
      // No work on PCs explains what is wrong with the server.
      if (centerId === null) return null;
      const silence = await this.maintenance.silenceOf({ deviceId, centerId, thing }, now);
      if (!silence) return null;
      if (!shortest || silence.until < shortest.until) shortest = silence;
    }
    return shortest;
  }

  /** Remembers why nobody is told, and comes back to the incident when the silence ends. */
  async hold(tx: Transaction, incidentId: number, { windowId, until }: Silence, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO incident_silence (incident_id, window_id, since, until_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (incident_id) DO UPDATE SET window_id = excluded.window_id, until_at = excluded.until_at,
         since = CASE WHEN incident_silence.ended_at IS NULL THEN incident_silence.since ELSE excluded.since END,
         ended_at = NULL`,
      [incidentId, windowId, now, until],
    );
    const dueAt = Math.min(until, now + LOOK_AGAIN_MS);
    await this.outbox.emit(tx, 'incident.changed', String(incidentId), now, { dueAt });
  }

  /** The incident ended, or is told now. */
  async release(tx: Transaction, incidentId: number, now: number): Promise<void> {
    await tx.run('UPDATE incident_silence SET ended_at = ? WHERE incident_id = ? AND ended_at IS NULL', [
      now,
      incidentId,
    ]);
  }

  /** A window changed: everything that waits is looked at again. */
  async reconsider(tx: Transaction, now: number): Promise<void> {
    this.maintenance.forget();
    const held = await tx.rows<{ id: number }>(
      'SELECT incident_id AS "id" FROM incident_silence WHERE ended_at IS NULL ORDER BY incident_id',
    );
    for (const { id } of held) await this.outbox.emit(tx, 'incident.changed', String(id), now);
  }

  async held(from: Transaction | Reader, incidentId: number): Promise<HeldIncident | null> {
    return from.row<HeldIncident>(
      `SELECT incident_id AS "incidentId", window_id AS "windowId", since, until_at AS "until"
       FROM incident_silence WHERE incident_id = ? AND ended_at IS NULL`,
      [incidentId],
    );
  }
}

/** Where the members of an incident are, each place once. */
function placesOf(
  from: Transaction | Reader,
  incidentId: number,
): Promise<{ deviceId: number | null; centerId: number | null; thing: string; isOpen: number }[]> {
  return from.rows(
    `SELECT DISTINCT finding.device_id AS "deviceId", finding.center_id AS "centerId", finding.thing,
       CASE WHEN member.left_at IS NULL THEN 1 ELSE 0 END AS "isOpen"
     FROM incident_member member JOIN finding ON finding.id = member.finding_id WHERE member.incident_id = ?`,
    [incidentId],
  );
}
