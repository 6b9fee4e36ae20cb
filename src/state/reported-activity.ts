import { Injectable } from '@nestjs/common';
import { DeviceActivity } from '../inventory/index.js';
import { Reader } from '../platform/database/index.js';

/** Answers inventory's question at enrolment from presence rows: at most one fold of the journal behind. */
@Injectable()
export class ReportedActivity extends DeviceActivity {
  constructor(private readonly reader: Reader) {
    super();
  }

  async lastReceivedAt(deviceId: number): Promise<number | null> {
    const row = await this.reader.row<{ at: number }>(
      `SELECT last_received_at AS "at" FROM device_state WHERE device_id = ? AND presence = 'online'`,
      [deviceId],
    );
    return row?.at ?? null;
  }
}
