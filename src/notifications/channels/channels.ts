import { Inject, Injectable, Optional } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import { BrowserChannel } from './browser/browser.channel.js';
import { CHANNEL, type Channel, type ChannelName } from './channel.js';
import { MailChannel } from './mail/mail.channel.js';
import { WebhookChannel } from './webhook/webhook.channel.js';
import { ZaloChannel } from './zalo/zalo.channel.js';

/** Every channel by its name. */
@Injectable()
export class Channels {
  private readonly byName: Readonly<Record<ChannelName, Channel>>;

  constructor(
    webhook: WebhookChannel,
    zalo: ZaloChannel,
    browser: BrowserChannel,
    config: Config,
    @Optional() @Inject(CHANNEL) given: Channel | null,
  ) {
    const mail = given ?? new MailChannel(config.smtpUrl, config.mailFrom);
    this.byName = { mail, webhook, zalo, browser };
  }

  named(name: ChannelName): Channel {
    return this.byName[name];
  }

  isSetUp(name: ChannelName): boolean {
    return this.byName[name].isSetUp;
  }
}
