import type { MigrationInterface, QueryRunner } from 'typeorm';
import { execute } from './ddl.js';

/** What status pages need at the size of a nation. */
export class Nation1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      // Read by the search: the names of all PCs in the order of its answer, without their rows.
      'CREATE INDEX device_search ON device (folded, id, center_id)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['DROP INDEX device_search']);
  }
}
