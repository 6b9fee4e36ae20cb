import { Centers } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import type { World } from '../play/world.js';

/** One row as a scenario speaks of it: names instead of ids. Instants are epoch ms under names that end in `At`. */
export type Row = Record<string, string | number | boolean | null | string[]>;

/** What the product has made of it all so far, ended things included. */
export interface Outcome {
  findings: Row[];
  incidents: Row[];
  tickets: Row[];
  notices: Row[];
  mails: Row[];
}

interface Stored extends Record<string, string | number | null> {
  id: number;
}

export async function readOutcome(world: World): Promise<Outcome> {
  const reader = world.get(Reader);
  const names = new Map((await world.get(Centers).all()).map(({ id, name }) => [id, name]));
  const where = ({ centerId, deviceId }: Stored) => ({
    center: world.centerName(centerId as number | null) ?? names.get(Number(centerId)) ?? null,
    pc: world.pcName(deviceId as number | null),
  });
  const findings = await reader.rows<Stored>(
    `SELECT id, rule, thing, severity, center_id AS "centerId", device_id AS "deviceId", began_at AS "beganAt",
       opened_at AS "openedAt", ended_at AS "endedAt" FROM finding ORDER BY id`,
  );
  const incidents = await reader.rows<Stored>(
    `SELECT id, scope, thing, reach, cause_key AS cause, center_id AS "centerId", device_id AS "deviceId",
       began_at AS "beganAt", opened_at AS "openedAt", ended_at AS "endedAt", absorbed_by AS absorbed,
       times_reopened AS reopened,
       (SELECT COUNT(*) FROM incident_member WHERE incident_id = incident.id) AS members
     FROM incident ORDER BY id`,
  );
  const notices = await reader.rows<Stored>(
    `SELECT notice.id, recipient AS "to", notice.status, reason, attempts, title_vi AS ticket,
       ticket_event.kind AS event, notice.created_at AS "createdAt", held_until AS "heldAt"
     FROM notice LEFT JOIN ticket ON ticket.id = notice.ticket_id
     LEFT JOIN ticket_event ON ticket_event.id = notice.ticket_event_id
     WHERE channel = 'mail' ORDER BY notice.id`,
  );
  return {
    findings: findings.map((row) => told({ ...row, ...where(row) })),
    incidents: incidents.map((row) =>
      told({ ...row, ...where(row), absorbed: row['absorbed'] !== null, cause: causeOf(row) }),
    ),
    tickets: await readTickets(world, where),
    notices: notices.map((row) => told(row)),
    mails: world.mail.mails.map(({ to, subject, text }) => ({ to, subject, text })),
  };
}

async function readTickets(world: World, where: (row: Stored) => Row): Promise<Row[]> {
  const reader = world.get(Reader);
  const tickets = await reader.rows<Stored>(
    `SELECT id, title_vi AS title, place, status, priority, origin, assignee_id AS assignee, center_id AS "centerId",
       device_id AS "deviceId", began_at AS "beganAt", opened_at AS "openedAt", resolved_at AS "resolvedAt",
       due_at AS "dueAt", sla_level AS sla
     FROM ticket ORDER BY id`,
  );
  const events = await reader.rows<{ ticketId: number; kind: string }>(
    'SELECT ticket_id AS "ticketId", kind FROM ticket_event ORDER BY id',
  );
  return tickets.map((row) =>
    told({
      ...row,
      ...where(row),
      assignee: world.office.nameOf(row['assignee'] as number | null),
      events: events.filter(({ ticketId }) => ticketId === row.id).map(({ kind }) => kind),
    }),
  );
}

/** Presence by PC: `never` before its first report. */
export async function readPresence(world: World): Promise<Record<string, string>> {
  const rows = await world
    .get(Reader)
    .rows<{ deviceId: number; presence: string }>(
      'SELECT device_id AS "deviceId", presence FROM device_state',
    );
  const byDevice = new Map(rows.map(({ deviceId, presence }) => [deviceId, presence]));
  return Object.fromEntries(
    world.allPcs().map(({ name, deviceId }) => [name, byDevice.get(deviceId ?? 0) ?? 'never']),
  );
}

/** Without the numbers that only the database knows. */
function told({ id: _id, centerId: _center, deviceId: _device, ...row }: Row): Row {
  return row;
}

/** The family of the cause: its ids are the database's. */
function causeOf(row: Stored): string {
  return String(row['cause']).split(':')[0] ?? '';
}
