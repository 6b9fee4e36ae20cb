import { Injectable } from '@nestjs/common';
import type { Goodbye } from '../contracts/agent/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { OpenSpan } from './domain/fold-spans.js';
import type { Presence } from './domain/presence.js';
import { CertificateEntity, DeviceStateEntity, DiskLevelEntity } from './entities/index.js';
import { Blindness } from './blindness.js';
import { type BlindSpan, ServerFaultRepository, type ServerFaults } from './server-fault.repository.js';
import { SpanRepository } from './span.repository.js';

/** Everything that is believed about one PC now, in server time. What detection judges. */
export interface DeviceSnapshot {
  deviceId: number;
  presence: Presence;
  /** Since when it is present or absent, epoch ms. */
  since: number;
  lastReceivedAt: number;
  goodbye: Goodbye | null;
  goodbyeAt: number | null;
  /** Server clock minus agent clock, ms. */
  skewMs: number;
  spans: OpenSpan[];
  disks: { mount: string; totalBytes: number; freeBytes: number; at: number }[];
}

/** What the server knows of its own hearing. Instants are epoch ms. */
export interface ServerSnapshot {
  faults: ServerFaults;
  /** Since when it has heard without a gap: `now` while it does not. */
  hearingSince: number;
}

/** How the PCs that watch one web system fare with it now. */
export interface Reach {
  deviceId: number;
  centerId: number;
  state: string;
  /** Since when, epoch ms. */
  since: number;
}

/** Lines read of those that say the same: enough to judge by, few enough not to hold the event loop. */
const MOST_FAILING = 2_000;
const MOST_REACHING = 500;
const MOST_CENTERS = 50;
const REACHES = `span.state <> 'failed'`;

@Injectable()
export class Snapshots {
  constructor(
    private readonly spans: SpanRepository,
    private readonly serverFaults: ServerFaultRepository,
    private readonly blindness: Blindness,
  ) {}

  ofServer(from: Transaction | Reader, now: number): Promise<ServerSnapshot> {
    return this.blindness.hearing(now, from);
  }

  /** Stretches in which the server heard nobody and that ended in (since, now], oldest first. */
  blindnessSince(from: Transaction | Reader, since: number, now: number): Promise<BlindSpan[]> {
    return this.serverFaults.blindnessSince(from, since, now);
  }

  /** Null: the PC has not been heard yet. */
  async ofDevice(from: Transaction | Reader, deviceId: number): Promise<DeviceSnapshot | null> {
    const state = await from.findOne(DeviceStateEntity, { where: { deviceId } });
    if (!state) return null;
    const disks = await from.find(DiskLevelEntity, { where: { deviceId } });
    return { ...state, spans: await this.spans.openOfDevice(from, deviceId), disks };
  }

  certificate(from: Transaction | Reader, id: number): Promise<CertificateEntity | null> {
    return from.findOne(CertificateEntity, { where: { id } });
  }

  /**
   * What PCs that are online say of the web system `programId` by their own probes, a line a PC. Of very many that say the
   * same it names the first; in centers where some PC fails it names all.
   */
  async reachOf(from: Transaction | Reader, programId: string): Promise<Reach[]> {
    const ask = (which: string, limit: number, more: readonly number[] = []): Promise<Reach[]> =>
      from.rows<Reach>(
        `SELECT span.device_id AS "deviceId", device.center_id AS "centerId", span.state, span.from_at AS "since"
         FROM state_span span
         JOIN device_state present ON present.device_id = span.device_id AND present.presence = 'online'
         JOIN device ON device.id = span.device_id
         WHERE span.thing = ? AND span.source = 'probe' AND span.until_at IS NULL AND ${which} LIMIT ${limit}`,
        [programId, ...more],
      );
    const failing = await ask(`span.state = 'failed'`, MOST_FAILING);
    const reaching = await ask(REACHES, MOST_REACHING);
    const centers = [...new Set(failing.map(({ centerId }) => centerId))].slice(0, MOST_CENTERS);
    if (centers.length === 0) return reaching;
    const places = centers.map(() => '?').join(', ');
    const beside = await ask(`${REACHES} AND device.center_id IN (${places})`, MOST_FAILING, centers);
    return [...failing, ...reaching, ...beside];
  }

  async onlineIn(from: Transaction | Reader, centerId: number): Promise<number> {
    const row = await from.row<{ online: number }>(
      `SELECT COUNT(*) AS "online" FROM device JOIN device_state present ON present.device_id = device.id
       WHERE device.center_id = ? AND present.presence = 'online'`,
      [centerId],
    );
    return Number(row?.online ?? 0);
  }

  /** The boots that a PC's agents named last before it fell silent and last of all since; null: none did. */
  async bootsAround(
    from: Transaction | Reader,
    deviceId: number,
    silentSince: number,
  ): Promise<{ before: string | null; after: string | null }> {
    const boot = async (condition: string): Promise<string | null> => {
      const row = await from.row<{ boot: string }>(
        `SELECT boot FROM agent_instance WHERE device_id = ? AND ${condition}
         ORDER BY last_received_at DESC, first_seen_at DESC LIMIT 1`,
        [deviceId, silentSince],
      );
      return row?.boot ?? null;
    };
    return { before: await boot('first_seen_at <= ?'), after: await boot('last_received_at > ?') };
  }

  /** Did the PC, when it was back, tell of anything that began while it was silent? */
  async toldOf(
    from: Transaction | Reader,
    deviceId: number,
    silentSince: number,
    backAt: number,
  ): Promise<boolean> {
    const row = await from.row(
      `SELECT id FROM state_span WHERE device_id = ? AND source <> 'presence' AND from_at >= ? AND from_at < ?
         AND observed_at >= ? LIMIT 1`,
      [deviceId, silentSince, backAt, backAt],
    );
    return row !== null;
  }
}
