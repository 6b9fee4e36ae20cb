import { Injectable } from '@nestjs/common';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { Observation, OpenSpan, SpanChanges, SpanSource, SpanState } from './domain/fold-spans.js';

const COLUMNS = `id, thing, source, state, from_at AS "from", agent_from AS "agentFrom", phase, code,
  http_status AS "httpStatus"`;

/**
 * That all was well goes without saying: once it is over nobody asks for it, and such spans, some for each time a PC is switched
 * on and one for each fault, were nine tenths of a nation's history. One that ended a fault stays: it says when the end was told.
 */
const GOES_WITHOUT_SAYING = `until_at IS NULL AND state IN ('ok', 'none') AND source <> 'presence'
  AND NOT EXISTS (SELECT 1 FROM state_span before WHERE before.device_id = state_span.device_id
    AND before.until_at = state_span.from_at AND before.session = state_span.session
    AND before.thing = state_span.thing AND before.source = state_span.source)`;

/** A stretch of history for a bar. `until` is null while it lasts. */
export interface HistorySpan {
  thing: string;
  source: SpanSource;
  state: SpanState;
  from: number;
  until: number | null;
}

@Injectable()
export class SpanRepository {
  openOfSession(tx: Transaction, deviceId: number, session: number): Promise<OpenSpan[]> {
    return tx.rows<OpenSpan>(
      `SELECT ${COLUMNS} FROM state_span
       WHERE device_id = ? AND session = ? AND until_at IS NULL AND source <> 'presence'`,
      [deviceId, session],
    );
  }

  /** Every open span of the PC, over all its sessions, but for its presence. */
  openOfDevice(from: Transaction | Reader, deviceId: number): Promise<OpenSpan[]> {
    return from.rows<OpenSpan>(
      `SELECT ${COLUMNS} FROM state_span WHERE device_id = ? AND until_at IS NULL AND source <> 'presence'`,
      [deviceId],
    );
  }

  /** Spans that touch [`from`, `until`], oldest first. */
  historyOfDevice(reader: Reader, deviceId: number, from: number, until: number): Promise<HistorySpan[]> {
    return reader.rows<HistorySpan>(
      `SELECT thing, source, state, from_at AS "from", until_at AS "until" FROM state_span
       WHERE device_id = ? AND (until_at IS NULL OR until_at > ?) AND from_at < ? ORDER BY from_at`,
      [deviceId, from, until],
    );
  }

  async apply(
    tx: Transaction,
    deviceId: number,
    session: number,
    changes: SpanChanges,
    now: number,
  ): Promise<void> {
    for (const { id, until } of changes.close) {
      await tx.run(`DELETE FROM state_span WHERE id = ? AND ${GOES_WITHOUT_SAYING}`, [id]);
      await tx.run('UPDATE state_span SET until_at = ? WHERE id = ? AND until_at IS NULL', [until, id]);
    }
    for (const { id, detail } of changes.amend) {
      const { phase, code, httpStatus } = detail;
      await tx.run('UPDATE state_span SET phase = ?, code = ?, http_status = ? WHERE id = ?', [
        phase,
        code,
        httpStatus,
        id,
      ]);
    }
    for (const observation of changes.open) await this.tell(tx, deviceId, session, observation, null, now);
  }

  /** History that arrives late. It ends a span that is still open under the same start, and never reopens one. */
  async tellPast(
    tx: Transaction,
    deviceId: number,
    session: number,
    past: Observation & { until: number },
    now: number,
  ): Promise<void> {
    await this.tell(tx, deviceId, session, past, past.until, now);
  }

  /** The state that was believed when nobody could be told of `past` ended when `past` began, not when it is told. */
  async endWhatPreceded(
    tx: Transaction,
    deviceId: number,
    session: number,
    past: Observation,
  ): Promise<void> {
    await tx.run(
      `UPDATE state_span SET until_at = ? WHERE device_id = ? AND session = ? AND thing = ? AND source = ?
         AND until_at IS NULL AND from_at < ?`,
      [past.from, deviceId, session, past.thing, past.source, past.from],
    );
  }

  /** A goodbye ends what the session was seen to do. */
  async closeSession(tx: Transaction, deviceId: number, session: number, until: number): Promise<void> {
    await tx.run(`DELETE FROM state_span WHERE device_id = ? AND session = ? AND ${GOES_WITHOUT_SAYING}`, [
      deviceId,
      session,
    ]);
    await tx.run(
      `UPDATE state_span SET until_at = CASE WHEN from_at > ? THEN from_at ELSE ? END
       WHERE device_id = ? AND session = ? AND until_at IS NULL AND source <> 'presence'`,
      [until, until, deviceId, session],
    );
  }

  /**
   * A silence that the same agent process lived through was a lost network: a PC that was switched off starts another.
   * Told when that process is heard again, at `heardAt`.
   */
  async retellSilence(tx: Transaction, deviceId: number, heardAt: number): Promise<void> {
    await tx.run(
      `UPDATE state_span SET state = 'lost_network'
       WHERE device_id = ? AND source = 'presence' AND state = 'silent' AND until_at IS NULL
         AND EXISTS (SELECT 1 FROM agent_instance agent WHERE agent.device_id = ? AND agent.current = 1
           AND agent.first_seen_at <= state_span.from_at AND agent.last_received_at >= ?)`,
      [deviceId, deviceId, heardAt],
    );
  }

  /** Ends the PC's present presence span and begins another. */
  async turnPresence(
    tx: Transaction,
    deviceId: number,
    state: SpanState,
    from: number,
    now: number,
  ): Promise<void> {
    await tx.run(
      `UPDATE state_span SET until_at = CASE WHEN from_at > ? THEN from_at ELSE ? END
       WHERE device_id = ? AND until_at IS NULL AND source = 'presence'`,
      [from, from, deviceId],
    );
    await tx.run(
      `INSERT INTO state_span (device_id, session, thing, source, state, from_at, agent_from, observed_at)
       VALUES (?, 0, '', 'presence', ?, ?, ?, ?)`,
      [deviceId, state, from, from, now],
    );
  }

  /**
   * A span told again under the same start is the same span: told as present it is open (a PC that slept goes on where it
   * was), told as past it is closed.
   */
  private async tell(
    tx: Transaction,
    deviceId: number,
    session: number,
    span: Observation,
    until: number | null,
    now: number,
  ): Promise<void> {
    const onConflict =
      until === null ? 'excluded.until_at' : 'COALESCE(state_span.until_at, excluded.until_at)';
    await tx.run(
      `INSERT INTO state_span (device_id, session, thing, source, state, from_at, until_at, agent_from, phase, code,
         http_status, observed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (device_id, session, thing, source, agent_from) WHERE source <> 'presence'
       DO UPDATE SET until_at = ${onConflict}, state = excluded.state, phase = excluded.phase, code = excluded.code,
         http_status = excluded.http_status`,
      [
        deviceId,
        session,
        span.thing,
        span.source,
        span.state,
        span.from,
        until,
        span.agentFrom,
        span.phase,
        span.code,
        span.httpStatus,
        now,
      ],
    );
  }
}
