import type { MigrationInterface, QueryRunner } from 'typeorm';
import { execute } from './ddl.js';

/** What comes back too shortly to be told at once, and the mail that tells once a day what deserves no ticket. */
export class Digest1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      // Read when something changed on a PC: what went wrong on it lately and went away again. The condition is the query's own.
      `CREATE INDEX state_span_trouble ON state_span (device_id, until_at) WHERE until_at IS NOT NULL AND state IN
        ('not_responding', 'missing', 'not_listening', 'failed', 'load_failed', 'server_error', 'silent', 'lost_network')`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['DROP INDEX state_span_trouble']);
  }
}
