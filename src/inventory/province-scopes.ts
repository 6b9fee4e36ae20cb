import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';

/**
 * What somebody held to a province may ask for by its id. A foreign province's thing answers as if it were not there; null
 * holds nobody.
 */
@Injectable()
export class ProvinceScopes {
  constructor(private readonly reader: Reader) {}

  /** @throws Refusal NOT_FOUND */
  async mustHoldCenter(id: number, province: string | null): Promise<void> {
    if (province === null) return;
    const held = await this.reader.row('SELECT id FROM center WHERE id = ? AND province_code = ?', [
      id,
      province,
    ]);
    if (!held) throw notFound({ vi: 'trung tâm này', en: 'center' });
  }

  /** @throws Refusal NOT_FOUND */
  async mustHoldDevice(id: number, province: string | null): Promise<void> {
    if (province === null) return;
    const held = await this.reader.row(
      `SELECT device.id FROM device JOIN center ON center.id = device.center_id
       WHERE device.id = ? AND center.province_code = ?`,
      [id, province],
    );
    if (!held) throw notFound({ vi: 'máy này', en: 'PC' });
  }
}
