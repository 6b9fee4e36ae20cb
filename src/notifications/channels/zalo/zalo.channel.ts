import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/index.js';
import { type Channel, DeliveryError, type Message } from '../channel.js';
import { ZaloTokens } from './zalo-tokens.js';

/** A token that does not hold (any more). */
const STALE_TOKEN = -216;
/** Zalo does not know the person, or they have not written to the account for too long: trying again changes nothing. */
const FINAL: ReadonlySet<number> = new Set([-201, -213, -230]);

/** Writes to people who linked their Zalo, from the official account. */
@Injectable()
export class ZaloChannel implements Channel {
  readonly isSetUp: boolean;

  constructor(
    private readonly tokens: ZaloTokens,
    config: Config,
  ) {
    this.isSetUp = config.zalo !== null;
  }

  async deliver({ to, text }: Message, beforeHandOver: () => Promise<void>): Promise<void> {
    const { api } = this.tokens;
    if (!api) throw new DeliveryError('EZALO none', false, true);
    const token = await this.tokens.current();
    await beforeHandOver();
    let error = await api.send(token, to, text);
    if (error === STALE_TOKEN) error = await api.send(await this.another(token), to, text);
    if (error !== 0) throw new DeliveryError(`EZALO ${error}`, FINAL.has(error), true);
  }

  /** Zalo refused the message, so whatever fails now, the person does not have it. */
  private async another(stale: string): Promise<string> {
    try {
      return await this.tokens.insteadOf(stale);
    } catch (error) {
      throw error instanceof DeliveryError ? new DeliveryError(error.message, error.permanent, true) : error;
    }
  }
}
