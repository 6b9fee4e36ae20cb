/** Puts the generated tickets into the database by rows, with the index entries that the server would have written. */
import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { fold } from '../../../dist/src/platform/i18n/index.js';
import { termsOf } from '../../../dist/src/tickets/domain/search-terms.js';
import { WRITTEN } from '../../../dist/src/tickets/domain/written-entries.js';
import { digestOf } from '../bench/report-body.mjs';
import { progress } from '../bench/processes.mjs';
import { ticketsOf } from './generate.mjs';

const DAY_MS = 86_400_000;
const AT_ONCE = 2_000;
/** So that what waits for the database is sent to it. */
const TURN_AFTER = 100;

const TICKET = {
  id: ({ id }) => id,
  number: ({ number }) => number,
  origin: ({ origin }) => origin,
  center_id: ({ centerId }) => centerId,
  device_id: ({ deviceId }) => deviceId,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  title_vi: ({ titleVi }) => titleVi,
  title_en: ({ titleEn }) => titleEn,
  place: ({ place }) => place,
  assignee_id: ({ assigneeId }) => assigneeId,
  touched_at: ({ openedAt }) => openedAt,
  began_at: ({ openedAt }) => openedAt,
  opened_at: ({ openedAt }) => openedAt,
  resolved_at: ({ resolvedAt }) => resolvedAt,
  reporter_name: ({ reporter }) => reporter,
  sla_level: ({ slaLevel }) => slaLevel,
};
const EVENT = {
  id: ({ id }) => id,
  ticket_id: ({ ticketId }) => ticketId,
  at: ({ at }) => at,
  actor_id: ({ actorId }) => actorId,
  actor_name: ({ actorName }) => actorName,
  kind: ({ kind }) => kind,
  text_vi: ({ text }) => text,
  text_en: ({ text }) => text,
  status: ({ status }) => status,
  answers: ({ answers }) => answers,
};
const PEOPLE = [
  ['bench', null],
  ['held', '25'],
];

/** Answers the cookies of two signed-in technicians: one of all provinces, one held to the province. */
export async function seedTickets(store, { tickets: count, seed, now }) {
  const centers = (await store.all('SELECT id, name, province_code AS province FROM center ORDER BY id')).map(
    (center) => ({ ...center, id: Number(center.id) }),
  );
  const bulk = store.db ? sqliteBulk(store.db) : postgresBulk(store.pool);
  await bulk.begin();
  let part = [];
  // The next part is made while the database takes the last one.
  let written = Promise.resolve();
  const writeOut = async () => {
    await written;
    written = bulk.write(...rowsOf(part));
  };
  for (const made of ticketsOf({ count, seed, centers, now })) {
    part.push({ ...made, entry: entryOf(made) });
    if (part.length % TURN_AFTER === 0) await turn();
    if (part.length < AT_ONCE) continue;
    await writeOut();
    if (made.ticket.id % 100_000 === 0) progress(`  ${made.ticket.id} tickets`);
    part = [];
  }
  await writeOut();
  await written;
  await bulk.end();
  return { ...(await signIn(store, now)), centers };
}

function rowsOf(part) {
  return [
    { table: 'ticket', columns: TICKET, rows: part.map(({ ticket }) => ticket) },
    { table: 'ticket_event', columns: EVENT, rows: part.flatMap(({ events }) => events) },
    part.map(({ ticket, entry }) => [ticket.id, entry]),
  ];
}

function entryOf({ ticket, events }) {
  const said = events.filter(({ actorName, kind }) => actorName !== null && kind !== 'assigned');
  const texts = (reach) => said.filter(({ kind }) => WRITTEN[kind] === reach).map(({ text }) => text);
  const named = [ticket.titleVi, ticket.titleEn, ticket.place, ticket.reporter ?? ''];
  const searchable = { open: [...named, ...texts('told')], internal: texts('internal') };
  return termsOf({ ...ticket, ...searchable, lists: listsOf(ticket) }, fold);
}

function listsOf({ resolvedAt, slaLevel, status }) {
  if (resolvedAt !== null) return ['ended'];
  const [overdue, waiting] = [slaLevel === 'overdue', status === 'waiting_user'];
  return ['open', ...(overdue ? ['overdue'] : []), ...(waiting ? ['waiting'] : [])];
}

function sqliteBulk(db) {
  const insert = ({ table, columns, rows }) => {
    const names = Object.keys(columns);
    const statement = db.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    for (const row of rows) statement.run(...Object.values(columns).map((of) => of(row)));
  };
  const entry = db.prepare('INSERT OR REPLACE INTO ticket_term (rowid, terms) VALUES (?, ?)');
  return {
    begin: async () => db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -262144'),
    write: async (tickets, events, entries) =>
      db.transaction(() => {
        insert(tickets);
        insert(events);
        for (const [id, terms] of entries) entry.run(id, terms.join(' '));
      })(),
    end: async () => db.pragma('wal_checkpoint(TRUNCATE)'),
  };
}

/** Which ids an entry lies among, as the server marks them (dialect/postgres-terms.ts). */
const STRETCHES_BITS = [11, 14, 17];

function postgresBulk(pool) {
  const insert = async (client, { table, columns, rows }) => {
    const names = Object.keys(columns);
    const type = (name) => (/(^|_)(id|at)$|^answers$/.test(name) ? 'bigint' : 'text');
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')})
       SELECT * FROM unnest(${names.map((name, at) => `$${at + 1}::${type(name)}[]`).join(', ')})`,
      Object.values(columns).map((of) => rows.map(of)),
    );
  };
  const marked = ([id, terms]) =>
    [...terms, ...STRETCHES_BITS.map((bits) => `<${bits}:${id >>> bits}`)].join(' ');
  return {
    begin: () => pool.query('DROP INDEX ticket_term_terms'),
    write: async (tickets, events, entries) => {
      await insert(pool, tickets);
      await insert(pool, events);
      await pool.query(
        `INSERT INTO ticket_term (id, terms)
         SELECT id, array_to_tsvector(string_to_array(terms, ' ')) FROM unnest($1::bigint[], $2::text[]) AS e (id, terms)`,
        [entries.map(([id]) => id), entries.map(marked)],
      );
    },
    end: async () => {
      progress('  the index…');
      await pool.query(
        `SET maintenance_work_mem = '768MB';
         CREATE INDEX ticket_term_terms ON ticket_term USING gin (terms) WITH (fastupdate = off);
         RESET maintenance_work_mem`,
      );
      for (const table of ['ticket', 'ticket_event'])
        await pool.query(
          `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT MAX(id) FROM ${table}))`,
        );
      await pool.query('VACUUM ANALYZE');
      // Four years of writing came in minutes: what is left of it to be written down is no part of an ordinary day.
      await pool.query('CHECKPOINT');
    },
  };
}

async function signIn(store, now) {
  const secrets = PEOPLE.map(() => randomBytes(32).toString('base64url'));
  await store.insertMany(
    'user_account',
    ['id', 'login', 'name', 'role', 'password_hash', 'failed_sign_ins', 'created_at', 'province_code'],
    PEOPLE.map(([login, province], at) => [at + 1, login, login, 'technician', '-', 0, now, province]),
  );
  await store.insertMany(
    'login_session',
    ['token_hash', 'user_id', 'created_at', 'last_used_at', 'expires_at'],
    secrets.map((secret, at) => [digestOf(secret), at + 1, now, now, now + DAY_MS]),
  );
  const [cookie, heldCookie] = secrets.map((secret) => `trucban_session=${secret}`);
  return { cookie, heldCookie };
}
