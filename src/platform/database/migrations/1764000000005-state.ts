import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnTypes, columnTypes, dropTables, execute } from './ddl.js';

export class State1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [...presence(t), ...observations(t), ...documents(t)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'server_blindness',
      'server_pulse',
      'certificate',
      'device_hardware',
      'disk_level',
      'state_span',
      'agent_instance',
      'device_state',
    ]);
  }
}

function presence(t: ColumnTypes): string[] {
  return [
    `CREATE TABLE device_state (
      device_id ${t.sharedId},
      presence TEXT NOT NULL,
      since ${t.big} NOT NULL,
      last_received_at ${t.big} NOT NULL,
      check_at ${t.big},
      goodbye TEXT,
      goodbye_at ${t.big},
      skew_ms ${t.big} NOT NULL DEFAULT 0,
      cpu_percent INTEGER,
      memory_percent INTEGER,
      spool_dropped INTEGER NOT NULL DEFAULT 0,
      agent_version TEXT NOT NULL
    )`,
    // Read by the presence sweeper: which PCs are due to be looked at.
    'CREATE INDEX device_state_due ON device_state (check_at) WHERE check_at IS NOT NULL',
    `CREATE TABLE agent_instance (
      device_id ${t.big} NOT NULL,
      instance TEXT NOT NULL,
      session INTEGER NOT NULL,
      boot TEXT NOT NULL,
      sequence ${t.big} NOT NULL,
      heard_sequence ${t.big} NOT NULL,
      first_seen_at ${t.big} NOT NULL,
      last_received_at ${t.big} NOT NULL,
      current INTEGER NOT NULL,
      PRIMARY KEY (device_id, instance)
    )${t.keyed}`,
  ];
}

function observations(t: ColumnTypes): string[] {
  return [
    `CREATE TABLE state_span (
      id ${t.id},
      device_id ${t.big} NOT NULL,
      session INTEGER NOT NULL,
      thing TEXT NOT NULL,
      source TEXT NOT NULL,
      state TEXT NOT NULL,
      from_at ${t.big} NOT NULL,
      until_at ${t.big},
      agent_from ${t.big} NOT NULL,
      phase TEXT,
      code TEXT,
      http_status INTEGER,
      observed_at ${t.big} NOT NULL
    )`,
    // One present state per thing and source; also read by every fold of a report.
    `CREATE UNIQUE INDEX state_span_open ON state_span (device_id, session, thing, source) WHERE until_at IS NULL`,
    // A span told twice (a replayed backlog) is one span.
    "CREATE UNIQUE INDEX state_span_told ON state_span (device_id, session, thing, source, agent_from) WHERE source <> 'presence'",
    // Read by the 24-hour bar.
    'CREATE INDEX state_span_history ON state_span (device_id, until_at)',
    // Read by the question who else reaches a web system now.
    `CREATE INDEX state_span_reach ON state_span (thing, source) WHERE until_at IS NULL`,
    `CREATE TABLE disk_level (
      device_id ${t.big} NOT NULL,
      mount TEXT NOT NULL,
      total_bytes ${t.big} NOT NULL,
      free_bytes ${t.big} NOT NULL,
      at ${t.big} NOT NULL,
      PRIMARY KEY (device_id, mount)
    )${t.keyed}`,
  ];
}

function documents(t: ColumnTypes): string[] {
  return [
    `CREATE TABLE device_hardware (
      device_id ${t.sharedId},
      digest TEXT NOT NULL,
      reported_at ${t.big} NOT NULL,
      os_name TEXT NOT NULL,
      os_version TEXT NOT NULL,
      manufacturer TEXT,
      model TEXT,
      serial_number TEXT,
      cpu TEXT,
      cpu_cores INTEGER,
      memory_bytes ${t.big},
      disk_bytes ${t.big},
      disk_kind TEXT NOT NULL,
      bios_date TEXT,
      os_installed_on TEXT
    )`,
    `CREATE TABLE certificate (
      id ${t.id},
      thumbprint TEXT NOT NULL UNIQUE,
      device_id ${t.big} NOT NULL,
      holder TEXT NOT NULL,
      holder_key TEXT NOT NULL,
      folded TEXT NOT NULL,
      organisation TEXT,
      units TEXT NOT NULL,
      email TEXT,
      serial TEXT NOT NULL,
      issuer TEXT NOT NULL,
      not_before ${t.big} NOT NULL,
      not_after ${t.big} NOT NULL,
      first_seen_at ${t.big} NOT NULL,
      last_seen_at ${t.big} NOT NULL,
      present INTEGER NOT NULL,
      superseded_by ${t.big}
    )`,
    // Read by the list of certificates by end date.
    'CREATE INDEX certificate_end ON certificate (not_after)',
    // Read when a certificate arrives: does it succeed another of the same holder?
    'CREATE INDEX certificate_holder ON certificate (holder_key)',
    'CREATE INDEX certificate_device ON certificate (device_id)',
    // One row: when some server process was last alive and listening.
    `CREATE TABLE server_pulse (id INTEGER PRIMARY KEY, alive_at ${t.big} NOT NULL)`,
    `CREATE TABLE server_blindness (id ${t.id}, from_at ${t.big} NOT NULL, until_at ${t.big} NOT NULL, reason TEXT NOT NULL)`,
  ];
}
