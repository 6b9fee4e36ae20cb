import { Injectable } from '@nestjs/common';
import type { Beat } from '../ingest/index.js';
import { nextTurn } from '../platform/clock/index.js';
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

/** A PC whose deadline has come, and where it stands. */
export type DuePresence = Pick<
  DeviceStateEntity,
  'deviceId' | 'presence' | 'since' | 'lastReceivedAt' | 'goodbye' | 'goodbyeAt'
> & { centerId: number | null };

interface HeardAgent {
  deviceId: number;
  instance: string;
}

export interface Heard {
  devices: HeardDevice[];
  /** Those that are known; a line of an agent whose first report is still waiting to be folded must wait too. */
  agents: HeardAgent[];
}

const LINES_PER_STATEMENT = 512;
/** Of the journal, a line of which costs 1 us at least: some ms, which nothing interrupts. */
const LINES_PER_READ = 8_000;

/**
 * A clock that is off by so much more or less is something to judge. It is left to the report that tells of it: were it folded
 * first, that report would find it known and nobody would judge it.
 */
export const SKEW_LEAP_MS = 30_000;

@Injectable()
export class PresenceRepository {
  constructor(private readonly reader: Reader) {}

  /** To be changed: the journal may be folded beside a report, and knows of a later beat then. */
  find(tx: Transaction, deviceId: number): Promise<DeviceStateEntity | null> {
    return tx.findToChange(DeviceStateEntity, { deviceId });
  }

  /** PCs whose deadline has come, earliest first; those another process is judging are passed by. */
  due(tx: Transaction, now: number, limit: number): Promise<DuePresence[]> {
    return tx.rows<DuePresence>(
      `SELECT device_id AS "deviceId", presence, since, last_received_at AS "lastReceivedAt", goodbye,
         goodbye_at AS "goodbyeAt", (SELECT center_id FROM device WHERE device.id = device_state.device_id) AS "centerId"
       FROM device_state WHERE check_at IS NOT NULL AND check_at <= ? ORDER BY check_at LIMIT ${limit}${tx.skipLocked}`,
      [now],
    );
  }

  /** Sets the next deadlines of PCs of which nothing else changed. */
  async postpone(tx: Transaction, deadlines: ReadonlyMap<number, number | null>): Promise<void> {
    await tx.updateEach({
      sql: `UPDATE device_state SET check_at = :check_at WHERE device_state.device_id = :device
        RETURNING device_state.device_id AS "deviceId"`,
      columns: [
        { name: 'device', type: 'bigint' },
        { name: 'check_at', type: 'bigint' },
      ],
      rows: [...deadlines],
    });
  }

  /** When the PCs whose deadline has come last beat, as far as the journal knows more than is folded. Replays do not count. */
  async unfoldedBeatsOfDue(now: number): Promise<Map<number, number>> {
    const youngest = new Map<number, number>();
    const ends = await this.reader.row<{ first: number | null; last: number | null }>(
      'SELECT MIN(id) AS "first", MAX(id) AS "last" FROM beat_journal',
    );
    const last = ends?.last ?? -1;
    // A line that is folded between two reads is in its row by the time that is judged.
    for (let from = ends?.first ?? 0; from <= last; from += LINES_PER_READ) {
      for (const { deviceId, at } of await this.unfoldedAmong(from, now))
        youngest.set(deviceId, Math.max(at, youngest.get(deviceId) ?? 0));
      await nextTurn();
    }
    return youngest;
  }

  private unfoldedAmong(firstLine: number, now: number): Promise<{ deviceId: number; at: number }[]> {
    return this.reader.rows<{ deviceId: number; at: number }>(
      `SELECT line.device_id AS "deviceId", MAX(line.received_at) AS "at" FROM beat_journal line
       WHERE line.id >= ? AND line.id < ?
         AND line.device_id IN (SELECT device_id FROM device_state WHERE check_at <= ?)
         AND NOT EXISTS (SELECT 1 FROM agent_instance agent WHERE agent.device_id = line.device_id
           AND agent.instance = line.instance AND agent.heard_sequence >= line.sequence)
       GROUP BY line.device_id`,
      [firstLine, firstLine + LINES_PER_READ, now],
    );
  }

  /** Folds journal lines, at most one per agent. */
  async heard(tx: Transaction, beats: readonly Beat[]): Promise<Heard> {
    const heard: Heard = { devices: [], agents: [] };
    for (let from = 0; from < beats.length; from += LINES_PER_STATEMENT) {
      const part = await this.heardTogether(tx, beats.slice(from, from + LINES_PER_STATEMENT));
      heard.devices.push(...part.devices);
      heard.agents.push(...part.agents);
    }
    return heard;
  }

  /** A beat that is not younger than what its agent was heard to say is a replay: it says nothing about the PC now. */
  private async heardTogether(tx: Transaction, beats: readonly Beat[]): Promise<Heard> {
    const claimed = await this.claim(tx, beats);
    const devices = new Map<number, HeardDevice>();
    for (const round of oncePerDevice(claimed)) {
      for (const device of await this.hear(tx, round)) devices.set(device.deviceId, device);
    }
    const agents = await tx.updateEach<HeardAgent>({
      sql: `UPDATE agent_instance SET
          last_received_at = CASE WHEN :speaker_sequence > heard_sequence AND :received_at > last_received_at
            THEN :received_at ELSE last_received_at END,
          heard_sequence = CASE WHEN :speaker_sequence > heard_sequence THEN :speaker_sequence ELSE heard_sequence END
        WHERE agent_instance.device_id = :device AND agent_instance.instance = :speaker
        RETURNING agent_instance.device_id AS "deviceId", agent_instance.instance AS "instance"`,
      columns: LINE,
      rows: claimed.map(rowOf),
    });
    return { devices: [...devices.values()], agents };
  }

  private hear(tx: Transaction, beats: readonly Beat[]): Promise<HeardDevice[]> {
    return tx.updateEach<HeardDevice>({
      sql: `UPDATE device_state SET last_received_at = :received_at,
          skew_ms = CASE WHEN ABS(skew_ms - :skew) < ${SKEW_LEAP_MS} THEN :skew ELSE skew_ms END, cpu_percent = :cpu,
          memory_percent = :memory
        WHERE device_state.device_id = :device AND last_received_at <= :received_at
          AND EXISTS (SELECT 1 FROM agent_instance agent WHERE agent.device_id = :device
            AND agent.instance = :speaker AND agent.heard_sequence < :speaker_sequence)
        RETURNING device_state.device_id AS "deviceId", presence, since, last_received_at AS "lastReceivedAt"`,
      columns: LINE,
      rows: beats.map(rowOf),
    });
  }

  /**
   * The beats of agents that nobody is folding a report of just now. Waiting for those would deadlock: a batch of reports
   * holds several agents in an order of its own. Their lines wait for the next fold instead. One writer has nobody to fear.
   */
  private async claim(tx: Transaction, beats: readonly Beat[]): Promise<readonly Beat[]> {
    if (tx.skipLocked === '') return beats;
    const ids = [...new Set(beats.map(({ deviceId }) => deviceId))];
    const among = `WHERE device_id IN (${ids.map(() => '?').join(', ')})${tx.skipLocked}`;
    const agents = await tx.rows<HeardAgent>(
      `SELECT device_id AS "deviceId", instance FROM agent_instance ${among}`,
      ids,
    );
    const devices = await tx.rows<{ id: number }>(`SELECT device_id AS id FROM device_state ${among}`, ids);
    const free = new Set(devices.map(({ id }) => id));
    const claimed = new Set(
      agents.map(({ deviceId, instance }) => (free.has(deviceId) ? `${deviceId}/${instance}` : '')),
    );
    return beats.filter(({ deviceId, instance }) => claimed.has(`${deviceId}/${instance}`));
  }
}

const LINE = [
  { name: 'device', type: 'bigint' },
  { name: 'speaker', type: 'text' },
  { name: 'speaker_sequence', type: 'bigint' },
  { name: 'received_at', type: 'bigint' },
  { name: 'skew', type: 'bigint' },
  { name: 'cpu', type: 'bigint' },
  { name: 'memory', type: 'bigint' },
] as const;

/** A PC with several sessions has a line for each: as many rounds, the earlier beat of a PC before the later one. */
function oncePerDevice(beats: readonly Beat[]): Beat[][] {
  const rounds: Beat[][] = [];
  const ordered = beats.toSorted((a, b) => a.deviceId - b.deviceId || a.receivedAt - b.receivedAt);
  for (let place = 0, round = 0; place < ordered.length; place++) {
    round = ordered[place - 1]?.deviceId === ordered[place]!.deviceId ? round + 1 : 0;
    (rounds[round] ??= []).push(ordered[place]!);
  }
  return rounds;
}

function rowOf(beat: Beat): SqlValue[] {
  const { deviceId, instance, sequence, receivedAt, skewMs, cpuPercent, memoryPercent } = beat;
  return [deviceId, instance, sequence, receivedAt, skewMs, cpuPercent, memoryPercent];
}
