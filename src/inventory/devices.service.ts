import { Injectable } from '@nestjs/common';
import { AuditTrail, digestOf, newSecret } from '../access/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { fold } from '../platform/i18n/index.js';
import { type DeviceIdentity, DeviceIdentities } from './device-identities.js';
import { DeviceEntity } from './entities/device.entity.js';

/** Minutes in which a PC that is reporting may enrol anew, once a person allowed it. */
const REENROLMENT_MS = 60 * 60_000;

@Injectable()
export class Devices {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly identities: DeviceIdentities,
    private readonly audit: AuditTrail,
  ) {}

  all(): Promise<DeviceEntity[]> {
    return this.reader.find(DeviceEntity, { order: { id: 'ASC' } });
  }

  byId(id: number): Promise<DeviceEntity | null> {
    return this.reader.findOne(DeviceEntity, { where: { id } });
  }

  ofCenter(centerId: number): Promise<DeviceEntity[]> {
    return this.reader.find(DeviceEntity, { where: { centerId }, order: { id: 'ASC' } });
  }

  /** Without a promise, for the hot path; undefined: not remembered, ask `identify`. */
  identifyCached(token: string, now: number): DeviceIdentity | undefined {
    return this.identities.identifyCached(token, now);
  }

  /** Whom a token belongs to, revoked or not; null when nobody. A revocation is seen everywhere within 5 s. */
  identify(token: string, now: number): Promise<DeviceIdentity | null> {
    return this.identities.identify(token, now);
  }

  async rename(id: number, name: string, by: number | null, now: number): Promise<void> {
    await this.change(id, by, now, 'device.renamed', { name, folded: fold(name) }, name);
  }

  /** `date`: ISO date a person read from the papers; null goes back to what the hardware says. */
  async setPutIntoUse(id: number, date: string | null, by: number | null, now: number): Promise<void> {
    await this.change(id, by, now, 'device.put-into-use-set', { putIntoUse: date }, date ?? 'unset');
  }

  /** The PC is refused from now on, until it enrols anew with a join code. */
  async revokeToken(id: number, by: number | null, now: number): Promise<void> {
    await this.change(id, by, now, 'device.token-revoked', { tokenRevokedAt: now });
  }

  /** Lets the PC enrol again within the next hour although it is reporting. */
  async allowReenrolment(id: number, by: number | null, now: number): Promise<void> {
    await this.change(id, by, now, 'device.reenrolment-allowed', { reenrolmentUntil: now + REENROLMENT_MS });
  }

  /** A new token for a device inside a unit of work; the old one stops working. */
  async replaceToken(tx: Transaction, id: number, values: Partial<DeviceEntity>): Promise<string> {
    const token = newSecret();
    await tx.update(
      DeviceEntity,
      { id },
      { ...values, tokenHash: digestOf(token), tokenRevokedAt: null, reenrolmentUntil: null },
    );
    await this.identities.changed(tx);
    return token;
  }

  async add(
    tx: Transaction,
    device: Pick<
      DeviceEntity,
      'centerId' | 'name' | 'hardware' | 'platform' | 'agentVersion' | 'clonedFrom' | 'enrolledAt'
    >,
  ): Promise<{ id: number; token: string }> {
    const token = newSecret();
    const id = await tx.insert(DeviceEntity, {
      ...device,
      folded: fold(device.name),
      tokenHash: digestOf(token),
      tokenRevokedAt: null,
      reenrolmentUntil: null,
      putIntoUse: null,
    });
    return { id, token };
  }

  private async change(
    id: number,
    by: number | null,
    now: number,
    action: string,
    values: Partial<DeviceEntity>,
    detail?: string,
  ): Promise<void> {
    await this.work.run(async (tx) => {
      const changed = await tx.update(DeviceEntity, { id }, values);
      if (changed !== 1) throw notFound({ vi: 'máy này', en: 'device' });
      if ('tokenRevokedAt' in values) await this.identities.changed(tx);
      await this.audit.record(tx, { at: now, userId: by, action, subject: `device:${id}`, detail });
    });
  }
}
