import { Injectable } from '@nestjs/common';
import type { Goodbye } from '../contracts/agent/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { OpenSpan } from './domain/fold-spans.js';
import type { Presence } from './domain/presence.js';
import { CertificateEntity, DeviceStateEntity, DiskLevelEntity } from './entities/index.js';
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

/** How the PCs that watch one web system fare with it now. */
export interface Reach {
  deviceId: number;
  centerId: number;
  state: string;
}

@Injectable()
export class Snapshots {
  constructor(private readonly spans: SpanRepository) {}

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

  /** What PCs that are online say of the web system `programId` by their own probes, a line a PC. */
  reachOf(from: Transaction | Reader, programId: string): Promise<Reach[]> {
    return from.rows<Reach>(
      `SELECT span.device_id AS "deviceId", device.center_id AS "centerId", span.state FROM state_span span
       JOIN device_state present ON present.device_id = span.device_id AND present.presence = 'online'
       JOIN device ON device.id = span.device_id
       WHERE span.thing = ? AND span.source = 'probe' AND span.until_at IS NULL`,
      [programId],
    );
  }
}
