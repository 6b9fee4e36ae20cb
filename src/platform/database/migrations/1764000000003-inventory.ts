import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnTypes, columnTypes, dropTables, execute } from './ddl.js';

export class Inventory1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [...places(t), ...devices(t), ...rules(t)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'device_identity_version',
      'policy_version',
      'policy_value',
      'working_session',
      'watched_program',
      'join_code',
      'device',
      'center',
      'commune',
      'province',
    ]);
  }
}

function places(t: ColumnTypes): string[] {
  return [
    'CREATE TABLE province (code TEXT PRIMARY KEY, name TEXT NOT NULL)',
    `CREATE TABLE commune (
      code TEXT PRIMARY KEY,
      province_code TEXT NOT NULL REFERENCES province (code),
      name TEXT NOT NULL
    )`,
    `CREATE TABLE center (
      id ${t.id},
      commune_code TEXT NOT NULL REFERENCES commune (code),
      province_code TEXT NOT NULL REFERENCES province (code),
      name TEXT NOT NULL,
      full_name TEXT NOT NULL,
      folded TEXT NOT NULL,
      expected_devices INTEGER,
      public_link TEXT NOT NULL UNIQUE,
      created_at ${t.big} NOT NULL
    )`,
  ];
}

function devices(t: ColumnTypes): string[] {
  return [
    `CREATE TABLE device (
      id ${t.id},
      center_id ${t.big} NOT NULL REFERENCES center (id),
      name TEXT NOT NULL,
      folded TEXT NOT NULL,
      hardware TEXT,
      platform TEXT NOT NULL,
      agent_version TEXT NOT NULL,
      token_hash TEXT NOT NULL,
      token_revoked_at ${t.big},
      cloned_from ${t.big} REFERENCES device (id),
      reenrolment_until ${t.big},
      put_into_use TEXT,
      enrolled_at ${t.big} NOT NULL
    )`,
    'CREATE UNIQUE INDEX device_token ON device (token_hash)',
    // Read by the center page and by status.
    'CREATE INDEX device_center ON device (center_id)',
    // Read at enrolment: does this hardware have a device already?
    'CREATE INDEX device_by_hardware ON device (hardware) WHERE hardware IS NOT NULL',
    `CREATE TABLE join_code (
      id ${t.id},
      center_id ${t.big} NOT NULL REFERENCES center (id),
      code_hash TEXT NOT NULL UNIQUE,
      created_at ${t.big} NOT NULL,
      created_by ${t.big},
      expires_at ${t.big} NOT NULL,
      uses_left INTEGER NOT NULL,
      revoked_at ${t.big}
    )`,
  ];
}

function rules(t: ColumnTypes): string[] {
  return [
    `CREATE TABLE watched_program (
      id TEXT PRIMARY KEY,
      name_vi TEXT NOT NULL,
      name_en TEXT NOT NULL,
      kind TEXT NOT NULL,
      process_name TEXT,
      path_contains TEXT,
      listen_port INTEGER,
      watch_windows INTEGER NOT NULL DEFAULT 0,
      url TEXT,
      method TEXT NOT NULL DEFAULT 'HEAD',
      interval_seconds INTEGER NOT NULL DEFAULT 300,
      timeout_ms INTEGER NOT NULL DEFAULT 15000,
      slow_ms INTEGER NOT NULL DEFAULT 5000,
      confirm_tries INTEGER NOT NULL DEFAULT 3,
      tab_hosts TEXT,
      tab_slow_ms INTEGER NOT NULL DEFAULT 20000,
      severity TEXT NOT NULL DEFAULT 'high',
      required INTEGER NOT NULL DEFAULT 0,
      enabled INTEGER NOT NULL DEFAULT 0
    )`,
    `CREATE TABLE working_session (
      id ${t.id},
      center_id ${t.big} REFERENCES center (id),
      weekday INTEGER NOT NULL,
      from_minute INTEGER NOT NULL,
      to_minute INTEGER NOT NULL
    )`,
    `CREATE TABLE policy_value (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      changed_at ${t.big} NOT NULL,
      changed_by TEXT NOT NULL
    )`,
    // One row: counts the changes of what agents are told (policy, watched programs).
    'CREATE TABLE policy_version (id INTEGER PRIMARY KEY, version INTEGER NOT NULL)',
    'INSERT INTO policy_version (id, version) VALUES (1, 1)',
    // One row: counts changes of who a token belongs to. What a process remembers of tokens is good while it stands.
    'CREATE TABLE device_identity_version (id INTEGER PRIMARY KEY, version INTEGER NOT NULL)',
    'INSERT INTO device_identity_version (id, version) VALUES (1, 1)',
  ];
}
