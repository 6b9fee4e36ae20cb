import { Injectable } from '@nestjs/common';
import { ALL_PROVINCES, Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import type { Hold } from './domain/hold.js';

/** What an account or a screen can be held to. */
@Injectable()
export class Places {
  constructor(
    private readonly reader: Reader,
    private readonly config: Config,
  ) {}

  /** Those that this server is there for. */
  provinces(): Promise<{ code: string; name: string }[]> {
    return this.reader.rows(
      `SELECT code, name FROM province WHERE ? IN (code, '${ALL_PROVINCES}') ORDER BY code`,
      [this.config.provinceCode],
    );
  }

  /** @throws Refusal NOT_FOUND when this server does not serve that province */
  async mustServe(province: string): Promise<void> {
    if (!(await this.provinces()).some(({ code }) => code === province))
      throw notFound({ vi: `tỉnh ${province}`, en: `province ${province}` });
  }

  /**
   * What was asked for, with the province of the center.
   * @throws Refusal NOT_FOUND when there is no such province, or no such center in it
   */
  async holdOf({ province, center }: Hold): Promise<Hold> {
    if (center === null) {
      if (province !== null && !(await this.isProvince(province)))
        throw notFound({ vi: `tỉnh ${province}`, en: `province ${province}` });
      return { province, center };
    }
    const found = await this.reader.row<{ province: string }>(
      'SELECT province_code AS "province" FROM center WHERE id = ? AND province_code = COALESCE(?, province_code)',
      [center, province],
    );
    if (!found) throw notFound({ vi: 'trung tâm này', en: 'center' });
    return { province: found.province, center };
  }

  private async isProvince(code: string): Promise<boolean> {
    return (await this.reader.row('SELECT code FROM province WHERE code = ?', [code])) !== null;
  }
}
