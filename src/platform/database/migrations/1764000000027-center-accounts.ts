import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, execute } from './ddl.js';

/** The center to which an account is held. */
export class CenterAccounts1764000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [`ALTER TABLE user_account ADD COLUMN center_id ${t.big}`]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['ALTER TABLE user_account DROP COLUMN center_id']);
  }
}
