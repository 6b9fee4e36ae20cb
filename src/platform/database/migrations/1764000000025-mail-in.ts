import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

const VENDOR_COLUMNS = ['vendor_name', 'vendor_hotline', 'vendor_email'];

export class MailIn1764000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE reply_token (
        digest TEXT PRIMARY KEY,
        ticket_id ${t.big} NOT NULL,
        kind TEXT NOT NULL,
        address TEXT NOT NULL,
        user_id ${t.big},
        follower_id ${t.big},
        created_at ${t.big} NOT NULL
      )`,
      // Read by what forgets them.
      'CREATE INDEX reply_token_age ON reply_token (created_at)',
      `CREATE TABLE received_mail (
        id ${t.id},
        digest TEXT NOT NULL UNIQUE,
        at ${t.big} NOT NULL,
        outcome TEXT NOT NULL,
        reason TEXT,
        ticket_id ${t.big},
        message_id TEXT,
        from_address TEXT NOT NULL,
        from_name TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT,
        bytes ${t.big} NOT NULL,
        settled_at ${t.big},
        settled_by TEXT
      )`,
      // Read by the list of mails that were put aside.
      `CREATE INDEX received_mail_aside ON received_mail (id) WHERE outcome = 'aside' AND settled_at IS NULL`,
      // Read by the limits of each sender.
      'CREATE INDEX received_mail_sender ON received_mail (from_address, at)',
      // Read by the thread of the next mail about the ticket.
      'CREATE INDEX received_mail_ticket ON received_mail (ticket_id, id) WHERE ticket_id IS NOT NULL',
      // Read by what forgets them.
      'CREATE INDEX received_mail_age ON received_mail (at)',
      `CREATE TABLE mailbox_state (
        name TEXT PRIMARY KEY,
        read_at ${t.big},
        failing_since ${t.big},
        error TEXT
      )`,
      `CREATE TABLE vendor_mail (
        event_id ${t.sharedId},
        ticket_id ${t.big} NOT NULL,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL
      )`,
      // Read by a bounce: whose mail it was.
      'CREATE INDEX notice_message ON notice (message_id)',
      'ALTER TABLE ticket_event ADD COLUMN quoted TEXT',
      'ALTER TABLE ticket_follower ADD COLUMN email TEXT',
      ...VENDOR_COLUMNS.map((column) => `ALTER TABLE watched_program ADD COLUMN ${column} TEXT`),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      ...VENDOR_COLUMNS.map((column) => `ALTER TABLE watched_program DROP COLUMN ${column}`),
      'ALTER TABLE ticket_follower DROP COLUMN email',
      'ALTER TABLE ticket_event DROP COLUMN quoted',
      'DROP INDEX notice_message',
    ]);
    await dropTables(runner, ['vendor_mail', 'mailbox_state', 'received_mail', 'reply_token']);
  }
}
