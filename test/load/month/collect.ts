import type { Reader } from '../../../src/platform/database/index.js';
import type { SimPc } from './sim-pc.js';

/** A ticket as people saw it, in the world's places instead of the database's ids. */
export interface Seen {
  id: number;
  number: string;
  title: string;
  /** The rule that leads it, with the scope in front where it is not one PC. */
  kind: string;
  rule: string;
  scope: string;
  thing: string;
  pcs: ReadonlySet<number>;
  centers: ReadonlySet<number>;
  thumbprint: string | null;
  /** When it was opened, and each time it was opened again. */
  opened: number[];
  resolvedAt: number | null;
  /** Merged into another: nobody is left to work on it. */
  absorbed: boolean;
}

interface TicketLine {
  id: number;
  number: string;
  title: string;
  resolvedAt: number | null;
  incidentId: number;
  scope: string;
  thing: string;
  centerId: number | null;
  deviceId: number | null;
  absorbedBy: number | null;
  thumbprint: string | null;
  rule: string | null;
}

interface MemberLine {
  incidentId: number;
  deviceId: number | null;
  centerId: number;
}

/** Every ticket that the server opened by itself. */
export async function collect(reader: Reader, pcs: readonly SimPc[]): Promise<Seen[]> {
  const placeOfPc = new Map(pcs.map(({ deviceId, place }) => [deviceId, place]));
  const centers = [...new Set(pcs.map(({ centerId }) => centerId))];
  const placeOfCenter = new Map(centers.map((id, place) => [id, place]));
  const lines = await reader.rows<TicketLine>(
    `SELECT t.id, t.number, t.title_vi AS title, t.resolved_at AS "resolvedAt", i.id AS "incidentId", i.scope, i.thing,
       i.center_id AS "centerId", i.device_id AS "deviceId", i.absorbed_by AS "absorbedBy", c.thumbprint, f.rule
     FROM ticket t JOIN incident i ON i.id = t.incident_id LEFT JOIN certificate c ON c.id = i.certificate_id
     LEFT JOIN finding f ON f.id = i.lead_finding_id WHERE t.origin = 'detection' ORDER BY t.id`,
  );
  const members = groupBy(
    await reader.rows<MemberLine>(
      `SELECT m.incident_id AS "incidentId", f.device_id AS "deviceId", f.center_id AS "centerId"
       FROM incident_member m JOIN finding f ON f.id = m.finding_id`,
    ),
    ({ incidentId }) => incidentId,
  );
  const openings = groupBy(
    await reader.rows<{ ticketId: number; at: number }>(
      `SELECT ticket_id AS "ticketId", at FROM ticket_event WHERE kind IN ('opened', 'reopened') ORDER BY id`,
    ),
    ({ ticketId }) => ticketId,
  );
  return lines.map((line) => {
    const own = [line, ...(members.get(line.incidentId) ?? [])];
    const rule = line.rule ?? '?';
    return {
      ...{ id: line.id, number: line.number, title: line.title, rule, scope: line.scope, thing: line.thing },
      kind: line.scope === 'device' || line.scope === 'certificate' ? rule : `${line.scope}:${rule}`,
      pcs: new Set(own.flatMap(({ deviceId }) => placeOfPc.get(deviceId ?? -1) ?? [])),
      centers: new Set(own.flatMap(({ centerId }) => placeOfCenter.get(centerId ?? -1) ?? [])),
      thumbprint: line.thumbprint,
      opened: (openings.get(line.id) ?? []).map(({ at }) => at),
      resolvedAt: line.resolvedAt,
      absorbed: line.absorbedBy !== null,
    };
  });
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** What the server stored about a PC around a time: enough to see why it judged as it did. */
export async function evidenceOf(
  reader: Reader,
  deviceId: number,
  from: number,
  until: number,
): Promise<object> {
  const spans = await reader.rows<Record<string, unknown>>(
    `SELECT thing, source, state, from_at, until_at FROM state_span WHERE device_id = ? AND from_at <= ?
       AND (until_at IS NULL OR until_at >= ?) AND (source = 'presence' OR state <> 'ok') ORDER BY from_at LIMIT 20`,
    [deviceId, until, from],
  );
  const findings = await reader.rows<Record<string, unknown>>(
    `SELECT rule, thing, began_at, opened_at, ended_at FROM finding WHERE device_id = ? AND began_at <= ?
       AND (ended_at IS NULL OR ended_at >= ?) ORDER BY began_at LIMIT 20`,
    [deviceId, until, from],
  );
  return { deviceId, spans: spans.map(readable), findings: findings.map(readable) };
}

/** Instants as Viet Nam's wall clock. */
export function readable(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' && value > 1e12 ? wallClock(value) : value,
    ]),
  );
}

export const wallClock = (instant: number): string =>
  new Date(instant + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
