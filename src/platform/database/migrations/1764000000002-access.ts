import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Access1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE user_account (
        id ${t.id},
        login TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        email TEXT,
        password_hash TEXT NOT NULL,
        failed_sign_ins INTEGER NOT NULL DEFAULT 0,
        locked_until ${t.big},
        disabled_at ${t.big},
        created_at ${t.big} NOT NULL
      )`,
      `CREATE TABLE login_session (
        token_hash TEXT PRIMARY KEY,
        user_id ${t.big} NOT NULL REFERENCES user_account (id),
        created_at ${t.big} NOT NULL,
        last_used_at ${t.big} NOT NULL,
        expires_at ${t.big} NOT NULL
      )`,
      // Read when a user is disabled: end all of their sessions.
      'CREATE INDEX login_session_user ON login_session (user_id)',
      `CREATE TABLE setup_link (
        token_hash TEXT PRIMARY KEY,
        created_at ${t.big} NOT NULL,
        expires_at ${t.big} NOT NULL,
        used_at ${t.big}
      )`,
      `CREATE TABLE audit_entry (
        id ${t.id},
        at ${t.big} NOT NULL,
        user_id ${t.big},
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT
      )`,
      'CREATE INDEX audit_entry_at ON audit_entry (at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['audit_entry', 'setup_link', 'login_session', 'user_account']);
  }
}
