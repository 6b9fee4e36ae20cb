import { Injectable } from '@nestjs/common';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { SpanSource, SpanState } from './domain/fold-spans.js';

/** A stretch of history in which something was wrong and then no longer was; instants are epoch ms. */
export interface Trouble {
  thing: string;
  source: SpanSource;
  state: SpanState;
  code: string | null;
  from: number;
  until: number;
}

/** As the index `state_span_trouble` has it, word for word: otherwise neither database would use it. */
const IS_TROUBLE = `span.state IN ('not_responding', 'missing', 'not_listening', 'failed', 'load_failed',
  'server_error', 'silent', 'lost_network')`;
const COLUMNS = `span.thing, span.source, span.state, span.code, span.from_at AS "from", span.until_at AS "until"`;

/** What went wrong on PCs lately and went away again. */
@Injectable()
export class Troubles {
  /**
   * Of one PC, since `since`. A program that was not there when its session began (a helper that starts late) is no trouble:
   * it must have been there before.
   */
  ofDevice(from: Transaction | Reader, deviceId: number, since: number): Promise<Trouble[]> {
    return from.rows<Trouble>(
      `SELECT ${COLUMNS} FROM state_span span
       WHERE span.device_id = ? AND span.until_at > ? AND span.until_at IS NOT NULL AND ${IS_TROUBLE}
         AND (span.state NOT IN ('missing', 'not_listening') OR EXISTS (
           SELECT 1 FROM state_span earlier WHERE earlier.device_id = span.device_id
             AND earlier.until_at = span.from_at AND earlier.session = span.session
             AND earlier.thing = span.thing AND earlier.source = span.source))
       ORDER BY span.from_at`,
      [deviceId, since],
    );
  }

  /** Of the other PCs that stand in the center of `deviceId` now; what still lasts has no end (`now`). */
  async ofNeighbours(
    from: Transaction | Reader,
    deviceId: number,
    since: number,
    now: number,
  ): Promise<Trouble[]> {
    const beside = `FROM device me JOIN device other ON other.center_id = me.center_id AND other.id <> me.id
       JOIN state_span span ON span.device_id = other.id`;
    const over = await from.rows<Trouble>(
      `SELECT ${COLUMNS} ${beside}
       WHERE me.id = ? AND span.until_at > ? AND span.until_at IS NOT NULL AND ${IS_TROUBLE}`,
      [deviceId, since],
    );
    const lasting = await from.rows<Trouble>(
      `SELECT ${COLUMNS} ${beside} WHERE me.id = ? AND span.until_at IS NULL AND ${IS_TROUBLE}`,
      [deviceId],
    );
    return [...over, ...lasting.map((span) => ({ ...span, until: now }))];
  }
}
