import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnTypes, columnTypes, dropTables, execute } from './ddl.js';

/** What comes back too shortly to be told at once, and the mail that tells once a day what deserves no ticket. */
export class Digest1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // Read when something changed on a PC: what went wrong on it lately and went away again. The condition is the query's own.
      `CREATE INDEX state_span_trouble ON state_span (device_id, until_at) WHERE until_at IS NOT NULL AND state IN
        ('not_responding', 'missing', 'not_listening', 'failed', 'load_failed', 'server_error', 'silent', 'lost_network')`,
      // Why an incident has no ticket: it can wait for the digest.
      `CREATE TABLE incident_untold (
        incident_id ${t.sharedId},
        reopens INTEGER NOT NULL,
        noticed_at ${t.big} NOT NULL,
        rule TEXT NOT NULL,
        thing TEXT NOT NULL,
        device_id ${t.big}
      )`,
      // Read by the digest: what was noticed since the last one.
      'CREATE INDEX incident_untold_noticed ON incident_untold (noticed_at)',
      // Read by the digest: what resolved itself since the last one.
      `CREATE INDEX ticket_by_itself ON ticket (resolved_at) WHERE resolved_by_system = 1`,
      // Each row is one digest; the one without made_at is the next. covers_from: the one before it was made then.
      `CREATE TABLE digest (
        id ${t.id},
        day INTEGER NOT NULL,
        covers_from ${t.big} NOT NULL,
        due_at ${t.big} NOT NULL,
        made_at ${t.big},
        content TEXT
      )`,
      // One digest a day, however often the server starts and on however many processes.
      'CREATE UNIQUE INDEX digest_day ON digest (day)',
      'CREATE INDEX digest_next ON digest (due_at) WHERE made_at IS NULL',
      'ALTER TABLE user_account ADD COLUMN digest INTEGER NOT NULL DEFAULT 1',
      ...noticeOfEither(runner, t),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      'DELETE FROM notice WHERE digest_id IS NOT NULL',
      'DROP INDEX notice_digest_once',
      'ALTER TABLE notice DROP COLUMN digest_id',
      'ALTER TABLE user_account DROP COLUMN digest',
      'DROP INDEX ticket_by_itself',
      'DROP INDEX state_span_trouble',
    ]);
    await dropTables(runner, ['digest', 'incident_untold']);
  }
}

/** A notice is about an entry of a ticket's history or about a digest. SQLite cannot loosen a column: the table is written anew. */
function noticeOfEither(runner: QueryRunner, t: ColumnTypes): string[] {
  const once = `CREATE UNIQUE INDEX notice_digest_once ON notice (digest_id, channel, recipient)
    WHERE digest_id IS NOT NULL`;
  if (runner.dataSource.options.type !== 'better-sqlite3') {
    return [
      'ALTER TABLE notice ALTER COLUMN ticket_event_id DROP NOT NULL',
      'ALTER TABLE notice ALTER COLUMN ticket_id DROP NOT NULL',
      `ALTER TABLE notice ADD COLUMN digest_id ${t.big}`,
      once,
    ];
  }
  const kept = `id, ticket_event_id, ticket_id, channel, recipient, status, reason, attempts, message_id, created_at,
    attempted_at, due_at, settled_at, error`;
  return [
    'ALTER TABLE notice RENAME TO notice_before',
    `CREATE TABLE notice (
      id ${t.id},
      ticket_event_id ${t.big},
      ticket_id ${t.big},
      digest_id ${t.big},
      channel TEXT NOT NULL,
      recipient TEXT NOT NULL,
      status TEXT NOT NULL,
      reason TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      message_id TEXT NOT NULL,
      created_at ${t.big} NOT NULL,
      attempted_at ${t.big},
      due_at ${t.big} NOT NULL,
      settled_at ${t.big},
      error TEXT
    )`,
    `INSERT INTO notice (${kept}) SELECT ${kept} FROM notice_before`,
    'DROP TABLE notice_before',
    // As they were, with their readers: migrations 9 and 12.
    'CREATE UNIQUE INDEX notice_once ON notice (ticket_event_id, channel, recipient)',
    'CREATE INDEX notice_waiting ON notice (status, due_at)',
    'CREATE INDEX notice_ticket ON notice (ticket_id, id)',
    once,
  ];
}
