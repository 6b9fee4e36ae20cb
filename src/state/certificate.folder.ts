import { Injectable } from '@nestjs/common';
import type { CertificateEntry } from '../contracts/agent/index.js';
import type { Transaction } from '../platform/database/index.js';
import { fold } from '../platform/i18n/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { holderKey, successorOf } from './domain/certificate-holder.js';
import { CertificateEntity } from './entities/index.js';

/** Folds a PC's list of certificates. What is missing from it was unplugged, not revoked: it stays, as last seen. */
@Injectable()
export class CertificateFolder {
  constructor(private readonly outbox: Outbox) {}

  async fold(
    tx: Transaction,
    deviceId: number,
    entries: readonly CertificateEntry[],
    at: number,
  ): Promise<void> {
    // Lists travel only when they change: what was in the last one was there until now.
    await tx.run('UPDATE certificate SET present = 0, last_seen_at = ? WHERE device_id = ? AND present = 1', [
      at,
      deviceId,
    ]);
    const holders = new Set<string>();
    for (const entry of entries) {
      const { id, key, fresh } = await this.store(tx, deviceId, entry, at);
      if (fresh) {
        holders.add(key);
        await this.outbox.emit(tx, 'certificate.changed', String(id), at);
      }
    }
    for (const key of holders) await this.relink(tx, key, at);
  }

  private async store(
    tx: Transaction,
    deviceId: number,
    entry: CertificateEntry,
    at: number,
  ): Promise<{ id: number; key: string; fresh: boolean }> {
    const key = holderKey(entry, fold);
    const known = await tx.findOne(CertificateEntity, { where: { thumbprint: entry.thumbprint } });
    if (known) {
      await tx.update(CertificateEntity, { id: known.id }, { deviceId, lastSeenAt: at, present: 1 });
      return { id: known.id, key, fresh: known.deviceId !== deviceId };
    }
    const id = await tx.insert(CertificateEntity, {
      thumbprint: entry.thumbprint,
      deviceId,
      holder: entry.holder,
      holderKey: key,
      folded: fold([entry.holder, entry.email, entry.organisation, ...entry.units, entry.serial].join(' ')),
      organisation: entry.organisation,
      units: entry.units.join(' › '),
      email: entry.email,
      serial: entry.serial,
      issuer: entry.issuer,
      notBefore: entry.notBefore,
      notAfter: entry.notAfter,
      firstSeenAt: at,
      lastSeenAt: at,
      present: 1,
    });
    return { id, key, fresh: true };
  }

  /** A new certificate may succeed older ones of the same holder, wherever they were seen. */
  private async relink(tx: Transaction, key: string, at: number): Promise<void> {
    const all = await tx.find(CertificateEntity, { where: { holderKey: key } });
    for (const certificate of all) {
      const supersededBy = successorOf(certificate, all)?.id ?? null;
      if (supersededBy === certificate.supersededBy) continue;
      await tx.update(CertificateEntity, { id: certificate.id }, { supersededBy });
      await this.outbox.emit(tx, 'certificate.changed', String(certificate.id), at);
    }
  }
}
