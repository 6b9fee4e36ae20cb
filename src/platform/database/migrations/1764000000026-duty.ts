import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Duty1764000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE duty_team (
        id ${t.id},
        name TEXT NOT NULL,
        province_code TEXT NOT NULL,
        head_id ${t.big} NOT NULL,
        created_at ${t.big} NOT NULL,
        ended_at ${t.big},
        version INTEGER NOT NULL
      )`,
      `CREATE TABLE duty_team_center (
        team_id ${t.big} NOT NULL REFERENCES duty_team (id),
        center_id ${t.big} NOT NULL,
        PRIMARY KEY (team_id, center_id)
      )${t.keyed}`,
      `CREATE TABLE duty_member (
        team_id ${t.big} NOT NULL REFERENCES duty_team (id),
        user_id ${t.big} NOT NULL,
        PRIMARY KEY (team_id, user_id)
      )${t.keyed}`,
      `CREATE TABLE duty_shift (
        id ${t.id},
        team_id ${t.big} NOT NULL REFERENCES duty_team (id),
        weekdays TEXT NOT NULL,
        from_minute INTEGER NOT NULL,
        to_minute INTEGER NOT NULL,
        first_id ${t.big} NOT NULL,
        second_id ${t.big},
        from_date TEXT NOT NULL,
        until_date TEXT
      )`,
      // Read by saving a week: the shifts of the team that it replaces.
      'CREATE INDEX duty_shift_team ON duty_shift (team_id, from_date)',
      `CREATE TABLE duty_swap (
        id ${t.id},
        team_id ${t.big} NOT NULL REFERENCES duty_team (id),
        date TEXT NOT NULL,
        person_id ${t.big} NOT NULL,
        taker_id ${t.big} NOT NULL,
        author TEXT NOT NULL,
        created_at ${t.big} NOT NULL,
        UNIQUE (team_id, date, person_id)
      )`,
      // Read by who is on duty: what is not over yet.
      'CREATE INDEX duty_swap_date ON duty_swap (date)',
      `CREATE TABLE duty_absence (
        id ${t.id},
        person_id ${t.big} NOT NULL,
        from_at ${t.big} NOT NULL,
        until_at ${t.big} NOT NULL,
        author TEXT NOT NULL,
        created_at ${t.big} NOT NULL
      )`,
      // Read by who is on duty, and by what forgets them.
      'CREATE INDEX duty_absence_until ON duty_absence (until_at)',
    ]);
    await tickets(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      'DROP INDEX ticket_assignee_open',
      'ALTER TABLE ticket_event DROP COLUMN told_id',
    ]);
    await dropTables(runner, [
      'ticket_to_assign',
      'ticket_escalation',
      'duty_absence',
      'duty_swap',
      'duty_shift',
      'duty_member',
      'duty_team_center',
      'duty_team',
    ]);
  }
}

/** What tickets keep about who is told next, and whom the rota gives them to. */
async function tickets(runner: QueryRunner): Promise<void> {
  const t = columnTypes(runner);
  await execute(runner, [
    `CREATE TABLE ticket_escalation (
        ticket_id ${t.sharedId} REFERENCES ticket (id),
        since_at ${t.big} NOT NULL,
        step INTEGER NOT NULL,
        check_at ${t.big}
      )`,
    // Read by what takes the steps that are due.
    'CREATE INDEX ticket_escalation_due ON ticket_escalation (check_at)',
    `CREATE TABLE ticket_to_assign (
        ticket_id ${t.sharedId} REFERENCES ticket (id),
        check_at ${t.big} NOT NULL
      )`,
    // Read by what gives tickets to whoever is on duty.
    'CREATE INDEX ticket_to_assign_due ON ticket_to_assign (check_at)',
    // Read by it, too: how many each person has.
    'CREATE INDEX ticket_assignee_open ON ticket (assignee_id) WHERE resolved_at IS NULL',
    `ALTER TABLE ticket_event ADD COLUMN told_id ${t.big}`,
  ]);
}
