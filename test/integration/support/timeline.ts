import type { TicketList, TicketRow, TicketView } from '../../../src/contracts/api/index.js';
import { Reader } from '../../../src/platform/database/index.js';
import type { TestApp } from '../../factories/app.js';
import type { TestPc } from '../../factories/pc.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A longer stretch without a pulse would look to the server as if it had been blind. */
const STEP_SECONDS = 15;
const BEAT_SECONDS = 30;

/** An instant on a Viet Nam wall clock; 25/11/2026 is a Wednesday. */
export const vietnamTime = (date: string, time: string): number => Date.parse(`${date}T${time}+07:00`);

/** Lets time pass as a running server lives through it, while `pcs` go on beating every 30 s. */
export async function pass(app: TestApp, seconds: number, ...pcs: TestPc[]): Promise<void> {
  for (let passed = STEP_SECONDS; passed <= seconds; passed += STEP_SECONDS) {
    app.clock.advance(STEP_SECONDS * SECOND);
    if (passed % BEAT_SECONDS === 0) for (const pc of pcs) await pc.beat();
    await app.settle();
  }
}

export async function tickets(
  app: TestApp,
  status: 'open' | 'resolved' | 'all' = 'open',
): Promise<TicketRow[]> {
  const technician = await app.signIn('technician');
  const answer = await app.get<TicketList>(`/api/v1/tickets?status=${status}`, technician);
  return answer.body.rows;
}

/** The one open ticket; anything else is a fault. */
export async function onlyTicket(app: TestApp): Promise<TicketView> {
  const rows = await tickets(app);
  if (rows.length !== 1) throw new Error(`one open ticket expected: ${JSON.stringify(titles(rows))}`);
  return ticket(app, rows[0]!.id);
}

export async function ticket(app: TestApp, id: number): Promise<TicketView> {
  return (await app.get<TicketView>(`/api/v1/tickets/${id}`, await app.signIn('technician'))).body;
}

export const titles = (rows: readonly TicketRow[]): string[] => rows.map((row) => row.title.vi);

/** What the ticket's facts column says beside a label. */
export const factOf = (view: TicketView, label: string): string | undefined =>
  view.facts.find((fact) => fact.label.vi === label)?.value.vi;

export const kinds = (view: TicketView): string[] => view.events.map(({ kind }) => kind);

export async function presenceOf(app: TestApp, pc: TestPc): Promise<string | undefined> {
  const row = await app.app
    .get(Reader)
    .row<{ presence: string }>('SELECT presence FROM device_state WHERE device_id = ?', [pc.device.deviceId]);
  return row?.presence;
}

export interface StoredSpan {
  source: string;
  state: string;
  from: number;
  until: number | null;
}

/** What is stored of one watched program on one PC, oldest first. */
export function spansOf(app: TestApp, pc: TestPc, thing: string): Promise<StoredSpan[]> {
  return app.app.get(Reader).rows<StoredSpan>(
    `SELECT source, state, from_at AS "from", until_at AS "until" FROM state_span
     WHERE device_id = ? AND thing = ? ORDER BY from_at, id`,
    [pc.device.deviceId, thing],
  );
}

const STORED_TABLES = [
  'beat_journal',
  'outbox',
  'device_state',
  'agent_instance',
  'state_span',
  'disk_level',
  'device_hardware',
  'document_receipt',
  'certificate',
  'finding',
  'incident',
  'ticket',
  'ticket_event',
  'notice',
] as const;

/** Every row that a report could have left, as one text: equal before and after when nothing was stored. */
export async function everythingStored(
  app: TestApp,
  ...but: (typeof STORED_TABLES)[number][]
): Promise<string> {
  const reader = app.app.get(Reader);
  const lines: string[] = [];
  for (const table of STORED_TABLES.filter((name) => !but.includes(name))) {
    const rows = await reader.rows<Record<string, unknown>>(`SELECT * FROM ${table}`);
    lines.push(table, ...rows.map((row) => JSON.stringify(row)).sort());
  }
  return lines.join('\n');
}
