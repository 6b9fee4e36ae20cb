import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { InventoryModule, PolicyService } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Nightly, Scheduler } from '../platform/scheduler/index.js';
import { TicketsModule } from '../tickets/index.js';
import { Announcer } from './announcer.service.js';
import { BrowserChannel } from './channels/browser/browser.channel.js';
import { Channels } from './channels/channels.js';
import { WebhookAdministration } from './channels/webhook/webhook-administration.js';
import { WebhookEndpoints } from './channels/webhook/webhook-endpoints.js';
import { WebhookSender } from './channels/webhook/webhook-sender.js';
import { WebhookChannel } from './channels/webhook/webhook.channel.js';
import { WebhooksController } from './channels/webhook/webhooks.controller.js';
import { ZaloLinks } from './channels/zalo/zalo-links.js';
import { ZaloTokens } from './channels/zalo/zalo-tokens.js';
import { ZaloChannel } from './channels/zalo/zalo.channel.js';
import { ZaloController } from './channels/zalo/zalo.controller.js';
import { Composer } from './composer.js';
import { Courier } from './courier.service.js';
import { DigestController } from './digest.controller.js';
import { DigestContents } from './digest-contents.js';
import { DigestRepository } from './digest.repository.js';
import { Digests } from './digests.service.js';
import { Inboxes } from './inboxes.service.js';
import { MyNoticesController } from './my-notices.controller.js';
import { MyNotices } from './my-notices.service.js';
import { NoticeLines } from './notice-lines.repository.js';
import { NoticeRepository } from './notice.repository.js';
import { PersonalNotices } from './personal-notices.js';
import { Preferences } from './preferences.service.js';
import { QuietReasonsController } from './quiet-reasons.controller.js';
import { QuietReasons } from './quiet-reasons.service.js';
import { ReporterMail } from './reporter-mail.service.js';
import { TicketToldController } from './ticket-told.controller.js';

const DELIVERY_PERIOD_MS = 5_000;
const DIGEST_PERIOD_MS = 30_000;

@Module({
  imports: [AccessModule, InventoryModule, TicketsModule],
  controllers: [
    DigestController,
    MyNoticesController,
    QuietReasonsController,
    TicketToldController,
    WebhooksController,
    ZaloController,
  ],
  providers: [
    Announcer,
    BrowserChannel,
    Channels,
    Composer,
    Courier,
    DigestContents,
    DigestRepository,
    Digests,
    Inboxes,
    MyNotices,
    NoticeLines,
    NoticeRepository,
    PersonalNotices,
    Preferences,
    QuietReasons,
    ReporterMail,
    WebhookAdministration,
    WebhookChannel,
    WebhookEndpoints,
    WebhookSender,
    ZaloChannel,
    ZaloLinks,
    ZaloTokens,
  ],
  exports: [Inboxes],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly announcer: Announcer,
    private readonly courier: Courier,
    private readonly digests: Digests,
    private readonly notices: NoticeRepository,
    private readonly policies: PolicyService,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('ticket.changed', (tx, event, now) =>
      this.announcer.announce(tx, Number(event.key), now),
    );
    this.dispatcher.consume('mail.bounced', (tx, event) =>
      this.notices.bounced(tx, event.key, event.payload ?? ''),
    );
    this.scheduler.every('notifications.digest', DIGEST_PERIOD_MS, (now) => this.digests.sweep(now));
    this.scheduler.every('notifications.deliver', DELIVERY_PERIOD_MS, () => this.courier.deliverDue());
    this.nightly.forgetting('notifications.retention', async (now) => {
      const { policy } = await this.policies.current();
      await this.notices.forget(now - policy['retention.noticeDays'] * DAY_MS);
    });
  }
}
