import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

const KEEP = 'policy_change is append-only';

/** Every change of a policy, for ever: the database itself refuses to alter or remove one. */
export class PolicyHistory1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE policy_change (
        id ${t.id},
        at ${t.big} NOT NULL,
        user_id ${t.big},
        author TEXT NOT NULL,
        key TEXT NOT NULL,
        old_value TEXT,
        new_value TEXT,
        note TEXT,
        undoes ${t.big}
      )`,
      // Read by the policy page: who changed this value last?
      'CREATE INDEX policy_change_key ON policy_change (key, id)',
      ...(runner.dataSource.options.type === 'better-sqlite3' ? keptOnSqlite() : keptOnPostgres()),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['policy_change']);
    if (runner.dataSource.options.type !== 'better-sqlite3') {
      await execute(runner, ['DROP FUNCTION IF EXISTS policy_change_kept()']);
    }
  }
}

function keptOnSqlite(): string[] {
  return ['UPDATE', 'DELETE'].map(
    (verb) =>
      `CREATE TRIGGER policy_change_no_${verb.toLowerCase()} BEFORE ${verb} ON policy_change
       BEGIN SELECT RAISE(ABORT, '${KEEP}'); END`,
  );
}

function keptOnPostgres(): string[] {
  return [
    `CREATE FUNCTION policy_change_kept() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION '${KEEP}'; END $$`,
    `CREATE TRIGGER policy_change_kept BEFORE UPDATE OR DELETE ON policy_change
     FOR EACH ROW EXECUTE FUNCTION policy_change_kept()`,
  ];
}
