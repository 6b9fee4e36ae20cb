import type { Reader } from '../../../src/platform/database/index.js';
import type { ReceivedMail } from './mail-server.js';
import { type Answered, type AnsweredState, keyOf } from './simulated-agent.js';

/** What the database says after everything; each method answers with what is wrong, so that an empty list is the verdict. */
export class Evidence {
  constructor(private readonly reader: Reader) {}

  /**
   * Answered reports that nothing stored covers. Covered means: the agent's row has heard this or a younger sequence of the
   * same instance, or a line of the journal has, or the report waits whole in the outbox.
   */
  async uncovered(answered: readonly Answered[]): Promise<Answered[]> {
    const highest = new Map<string, number>();
    const rows = await this.reader.rows<{ agent: string; sequence: number }>(
      `SELECT CAST(device_id AS TEXT) || '/' || instance AS agent, heard_sequence AS sequence FROM agent_instance
       UNION ALL SELECT CAST(device_id AS TEXT) || '/' || instance, sequence FROM beat_journal`,
    );
    const waiting = await this.reader.rows<{ key: string }>(
      `SELECT key FROM outbox WHERE topic = 'report.accepted'`,
    );
    for (const { key } of waiting) {
      const cut = key.lastIndexOf('/');
      rows.push({ agent: key.slice(0, cut), sequence: Number(key.slice(cut + 1)) });
    }
    for (const { agent, sequence } of rows)
      highest.set(agent, Math.max(Number(sequence), highest.get(agent) ?? 0));
    return answered.filter(
      ({ deviceId, instance, sequence }) => (highest.get(`${deviceId}/${instance}`) ?? 0) < sequence,
    );
  }

  /** Answered states without a span of the same start and state that must have one. */
  async withoutSpan(states: Iterable<AnsweredState>): Promise<AnsweredState[]> {
    const rows = await this.reader.rows<AnsweredState>(
      `SELECT device_id AS "deviceId", thing AS id, source, state, agent_from AS since FROM state_span
       WHERE source <> 'presence'`,
    );
    const stored = new Map(rows.map((row) => [`${row.deviceId}/${keyOf(row)}`, row.state]));
    const all = [...states];
    const latest = new Map<string, number>();
    const seriesOf = ({ deviceId, source, id }: AnsweredState): string => `${deviceId}/${source}/${id}`;
    for (const one of all)
      latest.set(seriesOf(one), Math.max(one.since, latest.get(seriesOf(one)) ?? -Infinity));
    // That all was well until something else began goes without saying.
    const isOver = (one: AnsweredState): boolean =>
      /^(ok|none)$/.test(one.state) && one.since < latest.get(seriesOf(one))!;
    return all.filter((one) => stored.get(`${one.deviceId}/${keyOf(one)}`) !== one.state && !isOver(one));
  }

  /** `device/source/thing/since` of every span that is open. */
  async openSpans(): Promise<string[]> {
    const rows = await this.reader.rows<AnsweredState>(
      `SELECT device_id AS "deviceId", thing AS id, source, state, agent_from AS since FROM state_span
       WHERE source <> 'presence' AND until_at IS NULL`,
    );
    return rows.map((row) => `${row.deviceId}/${keyOf(row)}`).sort();
  }

  /** Findings that blame a PC for being quiet. */
  blame(): Promise<{ rule: string; deviceId: number }[]> {
    return this.reader.rows(
      `SELECT rule, device_id AS "deviceId" FROM finding WHERE rule IN ('device-silent', 'device-stopped-by-hand')`,
    );
  }

  /** Everything of which there may be one and are more, or none where there must be one. */
  async doubles(): Promise<unknown[]> {
    const questions = [
      `SELECT 'open incidents of one cause' AS what, cause_key AS key FROM incident WHERE ended_at IS NULL
       GROUP BY cause_key HAVING COUNT(*) > 1`,
      `SELECT 'tickets of one incident' AS what, CAST(incident_id AS TEXT) AS key FROM ticket
       WHERE incident_id IS NOT NULL GROUP BY incident_id HAVING COUNT(*) > 1`,
      `SELECT 'open tickets of one PC and program' AS what, CAST(device_id AS TEXT) AS key FROM ticket
       WHERE origin = 'detection' AND status <> 'resolved' GROUP BY device_id, center_id, title_vi HAVING COUNT(*) > 1`,
      `SELECT 'open findings of one fault' AS what, subject AS key FROM finding WHERE ended_at IS NULL
       GROUP BY subject, rule, thing HAVING COUNT(*) > 1`,
      `SELECT 'an open incident without ticket' AS what, cause_key AS key FROM incident
       WHERE ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM ticket WHERE ticket.incident_id = incident.id)`,
      `SELECT 'opened twice' AS what, CAST(ticket_id AS TEXT) AS key FROM ticket_event WHERE kind = 'opened'
       GROUP BY ticket_id HAVING COUNT(*) > 1`,
      `SELECT 'notices of one event to one person' AS what, CAST(ticket_event_id AS TEXT) || ' ' || recipient AS key
       FROM notice GROUP BY ticket_event_id, recipient HAVING COUNT(*) > 1`,
      `SELECT 'an entry of a ticket nobody was told of' AS what, CAST(id AS TEXT) AS key FROM ticket_event
       WHERE kind <> 'absorbed' AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.ticket_event_id = ticket_event.id)`,
    ];
    return (await Promise.all(questions.map((sql) => this.reader.rows(sql)))).flat();
  }

  /** Mails that came twice, by Message-ID or by what they tell whom; that nobody queued; or that are marked sent and never came. */
  async wrongMails(mails: readonly ReceivedMail[]): Promise<string[]> {
    const notices = await this.reader.rows<{
      id: number;
      event: number;
      to: string;
      status: string;
      messageId: string;
    }>(
      `SELECT id, ticket_event_id AS event, recipient AS "to", status, message_id AS "messageId" FROM notice
       WHERE channel = 'mail'`,
    );
    const byMessage = new Map(notices.map((notice) => [notice.messageId, notice]));
    const arrived = new Map<string, number>();
    const wrong: string[] = [];
    for (const { messageId, to } of mails) {
      const notice = byMessage.get(messageId);
      if (notice?.to !== to) wrong.push(`${messageId} to ${to}: nobody queued it`);
      const told = `event ${notice?.event} to ${to}`;
      arrived.set(told, (arrived.get(told) ?? 0) + 1);
    }
    for (const [told, count] of arrived) if (count > 1) wrong.push(`${told}: ${count} times`);
    for (const { event, to, status } of notices) {
      if (status === 'sent' && !arrived.has(`event ${event} to ${to}`))
        wrong.push(`event ${event} to ${to}: lost`);
    }
    return wrong;
  }

  async noticesByStatus(): Promise<Record<string, number>> {
    const rows = await this.reader.rows<{ status: string; count: number }>(
      `SELECT status, COUNT(*) AS count FROM notice WHERE channel = 'mail' GROUP BY status`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  }

  async count(table: string, condition = '1 = 1'): Promise<number> {
    const row = await this.reader.row<{ count: number }>(
      `SELECT COUNT(*) AS count FROM ${table} WHERE ${condition}`,
    );
    return Number(row?.count ?? 0);
  }
}
