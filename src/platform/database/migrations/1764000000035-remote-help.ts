import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** Who may see a clerk's screen, by which program, and for how long; and further addresses of clerks' pages. */
export class RemoteHelp1764000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE remote_help (
        id ${t.id},
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        follower_id ${t.big} NOT NULL REFERENCES ticket_follower (id),
        tool TEXT NOT NULL,
        sentence TEXT NOT NULL,
        asked_by ${t.big} NOT NULL REFERENCES user_account (id),
        asked_name TEXT NOT NULL,
        state TEXT NOT NULL,
        asked_at ${t.big} NOT NULL,
        accepted_at ${t.big},
        begun_at ${t.big},
        ended_at ${t.big},
        expires_at ${t.big} NOT NULL,
        check_at ${t.big}
      )`,
      // RemoteHelps.openOf; what is open is one for each ticket, and the database sees to it.
      `CREATE UNIQUE INDEX remote_help_open ON remote_help (ticket_id)
        WHERE state IN ('asked', 'accepted', 'begun')`,
      // RemoteHelps.ofFollower.
      'CREATE INDEX remote_help_follower ON remote_help (follower_id)',
      // RemoteExpiry.
      'CREATE INDEX remote_help_check ON remote_help (check_at) WHERE check_at IS NOT NULL',
      `CREATE TABLE remote_help_code (
        help_id ${t.sharedId} REFERENCES remote_help (id),
        sealed TEXT NOT NULL,
        forgotten_at ${t.big} NOT NULL
      )`,
      `CREATE TABLE follower_page (
        digest TEXT NOT NULL PRIMARY KEY,
        follower_id ${t.big} NOT NULL REFERENCES ticket_follower (id),
        created_at ${t.big} NOT NULL
      )`,
      // FollowerPages.forget.
      'CREATE INDEX follower_page_created ON follower_page (created_at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['follower_page', 'remote_help_code', 'remote_help']);
  }
}
