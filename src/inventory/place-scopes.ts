import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
import { Reader } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';

/** What somebody may ask for by its id. A thing outside of what they are held to answers as if it were not there. */
@Injectable()
export class PlaceScopes {
  constructor(private readonly reader: Reader) {}

  /** @throws Refusal NOT_FOUND */
  async mustHoldCenter(id: number, hold: Hold): Promise<void> {
    if (!(await this.isHeld('center.id = ?', id, hold)))
      throw notFound({ vi: 'trung tâm này', en: 'center' });
  }

  /** @throws Refusal NOT_FOUND */
  async mustHoldDevice(id: number, hold: Hold): Promise<void> {
    const itsCenter = 'center.id = (SELECT center_id FROM device WHERE device.id = ?)';
    if (!(await this.isHeld(itsCenter, id, hold))) throw notFound({ vi: 'máy này', en: 'PC' });
  }

  private async isHeld(which: string, id: number, { province, center }: Hold): Promise<boolean> {
    const row = await this.reader.row(
      `SELECT id FROM center WHERE ${which}
         AND province_code = COALESCE(?, province_code) AND id = COALESCE(?, id)`,
      [id, province, center],
    );
    return row !== null;
  }
}
