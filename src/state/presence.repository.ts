import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Beat } from '../ingest/index.js';
import { Reader, type SqlValue, type Transaction } from '../platform/database/index.js';
import type { Presence } from './domain/presence.js';
import { DeviceStateEntity } from './entities/index.js';

/** A PC whose row was brought up to date by its beats. */
export interface HeardDevice {
  deviceId: number;
  presence: Presence;
  since: number;
  lastReceivedAt: number;
}

interface HeardAgent {
  deviceId: number;
  instance: string;
}

export interface Heard {
  devices: HeardDevice[];
  /** Those that are known; a line of an agent whose first report is still waiting to be folded must wait too. */
  agents: HeardAgent[];
}

/** A statement for so many lines is prepared once; what is missing to the next of these is filled up with nulls. */
const LINES_PER_STATEMENT = [1, 16, 128, 512];

@Injectable()
export class PresenceRepository {
  constructor(private readonly reader: Reader) {}

  find(tx: Transaction, deviceId: number): Promise<DeviceStateEntity | null> {
    return tx.findOne(DeviceStateEntity, { where: { deviceId } });
  }

  /** PCs whose deadline has come, earliest first; those another process is judging are passed by. */
  async due(tx: Transaction, now: number, limit: number): Promise<DeviceStateEntity[]> {
    const ids = await tx.rows<{ id: number }>(
      `SELECT device_id AS id FROM device_state WHERE check_at IS NOT NULL AND check_at <= ?
       ORDER BY check_at LIMIT ${limit}${tx.skipLocked}`,
      [now],
    );
    return tx.find(DeviceStateEntity, { where: { deviceId: In(ids.map(({ id }) => id)) } });
  }

  /** When the PCs whose deadline has come last beat, as far as the journal knows more than is folded. Replays do not count. */
  async unfoldedBeatsOfDue(now: number): Promise<Map<number, number>> {
    const rows = await this.reader.rows<{ deviceId: number; at: number }>(
      `SELECT line.device_id AS "deviceId", MAX(line.received_at) AS "at" FROM beat_journal line
       WHERE line.device_id IN (SELECT device_id FROM device_state WHERE check_at <= ?)
         AND NOT EXISTS (SELECT 1 FROM agent_instance agent WHERE agent.device_id = line.device_id
           AND agent.instance = line.instance AND agent.heard_sequence >= line.sequence)
       GROUP BY line.device_id`,
      [now],
    );
    return new Map(rows.map(({ deviceId, at }) => [deviceId, at]));
  }

  /**
   * Folds journal lines, at most one per agent. A line that is not younger than what its agent was heard to say is a replay:
   * it says nothing about the PC now.
   */
  async heard(tx: Transaction, beats: readonly Beat[]): Promise<Heard> {
    const heard: Heard = { devices: [], agents: [] };
    const most = LINES_PER_STATEMENT.at(-1)!;
    for (let from = 0; from < beats.length; from += most) {
      const part = await this.heardTogether(tx, beats.slice(from, from + most));
      heard.devices.push(...part.devices);
      heard.agents.push(...part.agents);
    }
    return heard;
  }

  /** One statement each for all. The CTE reads the same on both databases. */
  private async heardTogether(tx: Transaction, beats: readonly Beat[]): Promise<Heard> {
    const agents = await this.claim(tx, beats);
    const claimed = new Set(agents.map(({ deviceId, instance }) => `${deviceId}/${instance}`));
    const { beat, parameters } = linesOf(
      beats.filter(({ deviceId, instance }) => claimed.has(`${deviceId}/${instance}`)),
    );
    const devices = await tx.rows<HeardDevice>(
      `${beat} UPDATE device_state SET last_received_at = beat.received_at, skew_ms = beat.skew_ms,
         cpu_percent = beat.cpu, memory_percent = beat.memory
       FROM beat WHERE device_state.device_id = beat.device_id AND beat.received_at >= device_state.last_received_at
         AND NOT EXISTS (SELECT 1 FROM agent_instance agent WHERE agent.device_id = beat.device_id
           AND agent.instance = beat.instance AND agent.heard_sequence >= beat.sequence)
       RETURNING device_state.device_id AS "deviceId", presence, since, last_received_at AS "lastReceivedAt"`,
      parameters,
    );
    await tx.run(
      `${beat} UPDATE agent_instance SET
         last_received_at = CASE WHEN beat.sequence > heard_sequence AND beat.received_at > last_received_at
           THEN beat.received_at ELSE last_received_at END,
         heard_sequence = CASE WHEN beat.sequence > heard_sequence THEN beat.sequence ELSE heard_sequence END
       FROM beat WHERE agent_instance.device_id = beat.device_id AND agent_instance.instance = beat.instance`,
      parameters,
    );
    return { devices, agents };
  }

  /**
   * The agents of these lines that are known and that nobody is folding a report of just now. Waiting for those would
   * deadlock: a batch of reports holds several agents in an order of its own. Their lines wait for the next fold instead.
   */
  private async claim(tx: Transaction, beats: readonly Beat[]): Promise<HeardAgent[]> {
    const { beat, parameters } = linesOf(beats);
    const agents = await tx.rows<HeardAgent>(
      `${beat} SELECT agent.device_id AS "deviceId", agent.instance AS "instance" FROM agent_instance agent
       JOIN beat ON agent.device_id = beat.device_id AND agent.instance = beat.instance${tx.skipLockedOf('agent')}`,
      parameters,
    );
    if (tx.skipLocked === '') return agents;
    const devices = await tx.rows<{ id: number }>(
      `${beat} SELECT device_id AS id FROM device_state device
       WHERE device_id IN (SELECT device_id FROM beat)${tx.skipLockedOf('device')}`,
      parameters,
    );
    const free = new Set(devices.map(({ id }) => id));
    return agents.filter(({ deviceId }) => free.has(deviceId));
  }
}

/** The lines as rows of a CTE `beat`. */
function linesOf(beats: readonly Beat[]): { beat: string; parameters: SqlValue[] } {
  const big = 'CAST(? AS BIGINT)';
  const int = 'CAST(? AS INTEGER)';
  const row = `(${big}, CAST(? AS TEXT), ${big}, ${big}, ${big}, ${int}, ${int})`;
  const count = LINES_PER_STATEMENT.find((size) => size >= beats.length) ?? beats.length;
  const parameters: SqlValue[] = beats.flatMap((beat) => [
    beat.deviceId,
    beat.instance,
    beat.sequence,
    beat.receivedAt,
    beat.skewMs,
    beat.cpuPercent,
    beat.memoryPercent,
  ]);
  while (parameters.length < count * 7) parameters.push(null);
  const rows = Array.from({ length: count }, () => row).join(', ');
  return {
    beat: `WITH beat (device_id, instance, sequence, received_at, skew_ms, cpu, memory) AS (VALUES ${rows})`,
    parameters,
  };
}
