import { Injectable } from '@nestjs/common';
import { DAY_MS } from '../../../platform/civil/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../../platform/database/index.js';
import { NoticeRepository } from '../../notice.repository.js';
import type { Addressed } from './webhook-sender.js';
import { WebhookEndpointEntity } from './entities/webhook-endpoint.entity.js';

/** Nobody mends what has not answered for so long without being told. */
const FAILS_FOR_MS = DAY_MS;

/** The endpoints as the flow knows them: who is told, how it went, and which are turned off because they do not answer. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly notices: NoticeRepository,
  ) {}

  /** Those that are on. */
  open(from: Transaction | Reader): Promise<WebhookEndpointEntity[]> {
    return from.find(WebhookEndpointEntity, { where: { enabled: 1 } });
  }

  /** Null when it is off, or not there any more. */
  async addressed(id: number, now: number): Promise<(Addressed & { id: number }) | null> {
    const endpoint = await this.reader.findOne(WebhookEndpointEntity, { where: { id } });
    return endpoint && endpoint.enabled === 1
      ? { id, url: endpoint.url, secrets: secretsOf(endpoint, now) }
      : null;
  }

  async worked(id: number): Promise<void> {
    await this.work.run((tx) =>
      tx.run('UPDATE webhook_endpoint SET failing_since = NULL WHERE id = ? AND failing_since IS NOT NULL', [
        id,
      ]),
    );
  }

  /** `gone`: it said that it wants no more (410). */
  async failed(id: number, gone: boolean, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.run(
        'UPDATE webhook_endpoint SET failing_since = ? WHERE id = ? AND failing_since IS NULL AND enabled = 1',
        [now, id],
      );
      const turnedOff = await tx.run(
        `UPDATE webhook_endpoint SET enabled = 0, off_reason = ?, off_at = ?
         WHERE id = ? AND enabled = 1 AND (1 = ? OR failing_since <= ?)`,
        [gone ? 'GONE' : 'FAILING', now, id, gone ? 1 : 0, now - FAILS_FOR_MS],
      );
      if (turnedOff === 1) await this.notices.drop(tx, { endpointId: id }, now);
    });
  }
}

/** A former secret signs too for a while, so that whoever listens can be told the new one in peace. */
export function secretsOf(
  { secret, previousSecret, previousUntil }: WebhookEndpointEntity,
  now: number,
): string[] {
  return previousSecret !== null && (previousUntil ?? 0) > now ? [secret, previousSecret] : [secret];
}
