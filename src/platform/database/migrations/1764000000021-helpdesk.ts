import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, execute } from './ddl.js';

/** What the history of a ticket already says of its state, for those that were opened before it was kept. */
const STATUS_OF_KIND = `CASE kind WHEN 'opened' THEN 'new' WHEN 'assigned' THEN 'in_progress'
  WHEN 'resolved' THEN 'resolved' WHEN 'reopened' THEN 'in_progress' END`;

export class Helpdesk1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      'ALTER TABLE ticket ADD COLUMN impact TEXT',
      'ALTER TABLE ticket ADD COLUMN urgency TEXT',
      `ALTER TABLE ticket ADD COLUMN merged_into ${t.big}`,
      `ALTER TABLE ticket ADD COLUMN due_at ${t.big}`,
      `ALTER TABLE ticket ADD COLUMN sla_level TEXT NOT NULL DEFAULT 'ok'`,
      `ALTER TABLE ticket ADD COLUMN sla_check_at ${t.big}`,
      'ALTER TABLE ticket_event ADD COLUMN status TEXT',
      'ALTER TABLE ticket_event ADD COLUMN answers INTEGER NOT NULL DEFAULT 0',
      `UPDATE ticket_event SET kind = 'note' WHERE kind = 'comment'`,
      `UPDATE ticket_event SET status = ${STATUS_OF_KIND}`,
      // One that another took in untouched ended with that.
      `UPDATE ticket_event SET status = 'resolved' WHERE kind = 'absorbed' AND EXISTS (SELECT 1 FROM ticket
         WHERE ticket.id = ticket_event.ticket_id AND ticket.resolved_by_system = 1
           AND ticket.resolved_at = ticket_event.at)`,
      // The first entry opens a ticket, also where a clerk wrote it.
      `UPDATE ticket_event SET status = 'new'
       WHERE id IN (SELECT MIN(id) FROM ticket_event GROUP BY ticket_id)`,
      `UPDATE ticket_event SET answers = 1
       WHERE actor_id IS NOT NULL AND kind IN ('assigned', 'acknowledged', 'resolved')`,
      // Its first look gives each open ticket its times.
      'UPDATE ticket SET sla_check_at = 0 WHERE resolved_at IS NULL',
      // Read by the lists of what is open, and by the board; what has ended is nearly all there is.
      'CREATE INDEX ticket_open ON ticket (began_at) WHERE resolved_at IS NULL',
      // Read by the clock of the SLA.
      'CREATE INDEX ticket_sla_check ON ticket (sla_check_at) WHERE sla_check_at IS NOT NULL',
      // Read by a ticket's page: its duplicates.
      'CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL',
      // Read by what closes resolved tickets by itself.
      `CREATE INDEX ticket_to_close ON ticket (resolved_at) WHERE status = 'resolved'`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const indexes = ['ticket_to_close', 'ticket_merged', 'ticket_sla_check', 'ticket_open'];
    const columns = ['sla_check_at', 'sla_level', 'due_at', 'merged_into', 'urgency', 'impact'];
    await execute(runner, [
      ...indexes.map((index) => `DROP INDEX ${index}`),
      `UPDATE ticket_event SET kind = 'comment' WHERE kind = 'note'`,
      'ALTER TABLE ticket_event DROP COLUMN answers',
      'ALTER TABLE ticket_event DROP COLUMN status',
      ...columns.map((column) => `ALTER TABLE ticket DROP COLUMN ${column}`),
    ]);
  }
}
