import { Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { AuditTrail, Places } from '../../../access/index.js';
import type {
  NewWebhook,
  WebhookKind,
  WebhookPage,
  WebhookSecret,
  WebhookTest,
  WebhookView,
} from '../../../contracts/api/index.js';
import { DAY_MS } from '../../../platform/civil/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../../platform/database/index.js';
import { notFound, PublicAddress } from '../../../platform/http/index.js';
import { NoticeLines } from '../../notice-lines.repository.js';
import { NoticeRepository } from '../../notice.repository.js';
import { testBody } from './body.js';
import { endpointUrlFault } from './domain/endpoint-url.js';
import { secretFrom } from './domain/signature.js';
import { WebhookEndpointEntity } from './entities/webhook-endpoint.entity.js';
import { secretsOf } from './webhook-endpoints.js';
import { WebhookSender } from './webhook-sender.js';
import { badUrl, tooManyEndpoints } from './webhook.refusals.js';

const MOST = 50;
const SECRET_BYTES = 32;
/** A former secret goes on for so long. */
const FORMER_MS = DAY_MS;

/** What administrators do with endpoints. Each change is in the audit trail; a secret is in none of them. */
@Injectable()
export class WebhookAdministration {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly notices: NoticeRepository,
    private readonly lines: NoticeLines,
    private readonly places: Places,
    private readonly sender: WebhookSender,
    private readonly audit: AuditTrail,
    private readonly address: PublicAddress,
  ) {}

  async page(now: number): Promise<WebhookPage> {
    const provinces = await this.places.provinces();
    const found = await this.reader.find(WebhookEndpointEntity, { order: { id: 'ASC' } });
    const endpoints: WebhookView[] = [];
    for (const one of found) {
      const outcomes = await this.lines.ofEndpoint(one.id, now);
      const provinceName = provinces.find(({ code }) => code === one.provinceCode)?.name ?? one.provinceCode;
      endpoints.push({ ...viewOf(one, now), provinceName, outcomes });
    }
    return { endpoints, provinces };
  }

  /** @throws Refusal WEBHOOK_URL, WEBHOOK_TOO_MANY, NOT_FOUND when there is no such province */
  async add(asked: NewWebhook, by: number, now: number): Promise<WebhookSecret> {
    await this.check(asked);
    const secret = secretFrom(randomBytes(SECRET_BYTES));
    const id = await this.work.run(async (tx) => {
      const row = await tx.row<{ n: number }>('SELECT COUNT(*) AS n FROM webhook_endpoint');
      if (Number(row?.n ?? 0) >= MOST) throw tooManyEndpoints(MOST);
      const off = asked.enabled ? {} : { offReason: 'BY_HAND' as const, offAt: now };
      const made = { secret, ...columnsOf(asked), ...off, createdAt: now };
      const added = await tx.insert(WebhookEndpointEntity, made);
      await this.record(tx, 'webhook.added', added, by, now, asked);
      return added;
    });
    return { id, name: asked.name, secret };
  }

  /** @throws Refusal as `add`, and NOT_FOUND */
  async change(id: number, asked: NewWebhook, by: number, now: number): Promise<void> {
    await this.check(asked);
    await this.work.run(async (tx) => {
      const before = await this.mustFind(tx, id);
      const turned = Number(asked.enabled) !== Number(before.enabled);
      const off = asked.enabled
        ? { offReason: null, offAt: null }
        : { offReason: 'BY_HAND' as const, offAt: now };
      await tx.update(
        WebhookEndpointEntity,
        { id },
        // Turned on again, it has a day once more.
        { ...columnsOf(asked), ...(turned ? { ...off, failingSince: null } : {}) },
      );
      if (turned && !asked.enabled) await this.notices.drop(tx, { endpointId: id }, now);
      await this.record(tx, 'webhook.changed', id, by, now, asked);
    });
  }

  async remove(id: number, by: number, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      const { name } = await this.mustFind(tx, id);
      await this.notices.drop(tx, { endpointId: id }, now);
      await tx.run('DELETE FROM webhook_endpoint WHERE id = ?', [id]);
      await this.audit.record(tx, {
        at: now,
        userId: by,
        action: 'webhook.removed',
        subject: `webhook:${id}`,
        detail: name,
      });
    });
  }

  /** The one before goes on beside it for a day. */
  async renewSecret(id: number, by: number, now: number): Promise<WebhookSecret> {
    const secret = secretFrom(randomBytes(SECRET_BYTES));
    return this.work.run(async (tx) => {
      const { name, secret: previousSecret } = await this.mustFind(tx, id);
      await tx.update(
        WebhookEndpointEntity,
        { id },
        { secret, previousSecret, previousUntil: now + FORMER_MS },
      );
      await this.audit.record(tx, {
        at: now,
        userId: by,
        action: 'webhook.secret-renewed',
        subject: `webhook:${id}`,
        detail: name,
      });
      return { id, name, secret };
    });
  }

  /** Sends a message that is about no ticket, now, also to one that is off; it changes nothing of how the endpoint stands. */
  async test(id: number, by: number, now: number): Promise<WebhookTest> {
    const endpoint = await this.mustFind(this.reader, id);
    await this.work.run((tx) =>
      this.audit.record(tx, {
        at: now,
        userId: by,
        action: 'webhook.tested',
        subject: `webhook:${id}`,
        detail: endpoint.name,
      }),
    );
    const to = { url: endpoint.url, secrets: secretsOf(endpoint, now) };
    const answer = await this.sender.post(to, `msg_${randomUUID()}`, testBody(now, this.address.url));
    if ('fault' in answer) return { ok: false, status: null, fault: answer.fault, answer: '' };
    const { status, text } = answer;
    return { ok: status >= 200 && status < 300, status, fault: null, answer: text };
  }

  private async check({ url, province }: NewWebhook): Promise<void> {
    const fault = endpointUrlFault(url);
    if (fault) throw badUrl(fault);
    if (province !== null) await this.places.mustServe(province);
  }

  private async mustFind(from: Reader | Transaction, id: number): Promise<WebhookEndpointEntity> {
    const endpoint = await from.findOne(WebhookEndpointEntity, { where: { id } });
    if (!endpoint) throw notFound({ vi: 'webhook này', en: 'webhook' });
    return endpoint;
  }

  private record(
    tx: Transaction,
    action: string,
    id: number,
    userId: number,
    at: number,
    { name, url, enabled }: NewWebhook,
  ): Promise<void> {
    // Whoever has the address of some services needs no more to write to them: its host says enough.
    const detail = `${name} ${new URL(url).host} ${enabled ? 'on' : 'off'}`;
    return this.audit.record(tx, { at, userId, action, subject: `webhook:${id}`, detail });
  }
}

function columnsOf({ name, url, kinds, leastPriority, province, enabled }: NewWebhook) {
  return {
    name,
    url,
    kinds: [...new Set(kinds)].join(','),
    leastPriority,
    provinceCode: province,
    enabled: enabled ? 1 : 0,
  };
}

function viewOf(
  endpoint: WebhookEndpointEntity,
  now: number,
): Omit<WebhookView, 'provinceName' | 'outcomes'> {
  const { id, name, url, kinds, leastPriority, provinceCode, offReason, offAt } = endpoint;
  const { enabled, failingSince, previousUntil } = endpoint;
  return {
    id,
    name,
    url,
    kinds: kinds.split(',') as WebhookKind[],
    leastPriority,
    province: provinceCode,
    enabled: enabled === 1,
    off: offReason === null ? null : { reason: offReason, at: Number(offAt) },
    failingSince,
    formerUntil: (previousUntil ?? 0) > now ? previousUntil : null,
  };
}
