import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Channel, DeliveryError, type Message } from '../channel.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookSender } from './webhook-sender.js';

const GONE = 410;

/** Tells other systems. Whether there are any is said by the endpoints, so the channel itself is always there. */
@Injectable()
export class WebhookChannel implements Channel {
  readonly isSetUp = true;
  /** `webhook-id` is the same in every repetition. */
  readonly repeatable = true;

  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly sender: WebhookSender,
    private readonly clock: Clock,
  ) {}

  async deliver({ to, text, messageId }: Message, beforeHandOver: () => Promise<void>): Promise<void> {
    const endpoint = await this.endpoints.addressed(endpointOf(to), this.clock.now());
    if (!endpoint) throw new DeliveryError('EENDPOINTOFF', true, true);
    await beforeHandOver();
    const answer = await this.sender.post(endpoint, messageId, text);
    if ('status' in answer && answer.status >= 200 && answer.status < 300) {
      await this.endpoints.worked(endpoint.id);
      return;
    }
    const gone = 'status' in answer && answer.status === GONE;
    await this.endpoints.failed(endpoint.id, gone, this.clock.now());
    const what = 'status' in answer ? `EHTTP ${answer.status}` : answer.fault;
    throw new DeliveryError(what, gone, 'status' in answer);
  }
}

export const webhookRecipient = (endpointId: number): string => `webhook:${endpointId}`;

function endpointOf(recipient: string): number {
  return Number(recipient.slice('webhook:'.length));
}
