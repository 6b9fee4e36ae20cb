import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Channels1764000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `ALTER TABLE notice ADD COLUMN user_id ${t.big}`,
      `ALTER TABLE notice ADD COLUMN held_until ${t.big}`,
      `ALTER TABLE notice ADD COLUMN read_at ${t.big}`,
      // Until now an account was known by its address alone.
      `UPDATE notice SET user_id = (SELECT MIN(person.id) FROM user_account person WHERE person.email = notice.recipient)
       WHERE reason NOT IN ('YOU_REPORTED', 'VENDOR')`,
      `UPDATE notice SET reason = 'CHANNEL_NOT_SET_UP' WHERE reason = 'NO_MAIL_SERVER'`,
      `UPDATE digest SET content = REPLACE(content, '"mail-failed"', '"notice-failed"') WHERE content IS NOT NULL`,
      // Read by the bell, and by the page of a person's own notices.
      'CREATE INDEX notice_of_person ON notice (user_id, channel, id)',
      // Read by what counts for the bells of open pages.
      `CREATE INDEX notice_unread ON notice (user_id, id)
       WHERE channel = 'browser' AND status = 'sent' AND read_at IS NULL`,
      `CREATE TABLE notice_preference (
        user_id ${t.sharedId},
        mail TEXT NOT NULL,
        browser TEXT NOT NULL,
        zalo TEXT NOT NULL,
        quiet TEXT NOT NULL,
        quiet_from TEXT NOT NULL,
        quiet_to TEXT NOT NULL
      )`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['notice_preference']);
    await execute(runner, [
      'DROP INDEX notice_unread',
      'DROP INDEX notice_of_person',
      `UPDATE digest SET content = REPLACE(content, '"notice-failed"', '"mail-failed"') WHERE content IS NOT NULL`,
      `UPDATE notice SET reason = 'NO_MAIL_SERVER' WHERE reason = 'CHANNEL_NOT_SET_UP'`,
      `DELETE FROM notice WHERE channel <> 'mail'`,
      'ALTER TABLE notice DROP COLUMN read_at',
      'ALTER TABLE notice DROP COLUMN held_until',
      'ALTER TABLE notice DROP COLUMN user_id',
    ]);
  }
}
