import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
import { ALL_PROVINCES } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { PublicAddress } from '../platform/http/index.js';
import { CenterEntity } from './entities/center.entity.js';

@Injectable()
export class Centers {
  constructor(
    private readonly reader: Reader,
    private readonly address: PublicAddress,
  ) {}

  /** Address of the form that needs no password. */
  reportUrl(center: Pick<CenterEntity, 'publicLink'>): string {
    return `${this.address.url}/report/${center.publicLink}`;
  }

  all(): Promise<CenterEntity[]> {
    return this.reader.find(CenterEntity, { order: { id: 'ASC' } });
  }

  byId(id: number): Promise<CenterEntity | null> {
    return this.reader.findOne(CenterEntity, { where: { id } });
  }

  byPublicLink(publicLink: string): Promise<CenterEntity | null> {
    return this.reader.findOne(CenterEntity, { where: { publicLink } });
  }

  /** As people name a center on the command line: its id, or the code of its commune. */
  byIdOrCommuneCode(text: string): Promise<CenterEntity | null> {
    if (/^\d{5}$/.test(text)) return this.reader.findOne(CenterEntity, { where: { communeCode: text } });
    return /^\d+$/.test(text) ? this.byId(Number(text)) : Promise.resolve(null);
  }

  /** Code of the province of a center; null for no center. */
  async provinceOf(id: number | null): Promise<string | null> {
    return id === null ? null : ((await this.byId(id))?.provinceCode ?? null);
  }

  /** Where a ticket or a finding is, as what an account is held to is compared with it. */
  async placeOf(id: number | null): Promise<Hold> {
    return { province: await this.provinceOf(id), center: id };
  }

  async provinceName(code: string): Promise<string> {
    if (code === ALL_PROVINCES) return 'Cả nước';
    return (await this.provinceNameIfAny(code)) ?? code;
  }

  async provinceNameIfAny(code: string): Promise<string | null> {
    const row = await this.reader.row<{ name: string }>('SELECT name FROM province WHERE code = ?', [code]);
    return row?.name ?? null;
  }
}
