import { DigestEntity } from './entities/digest.entity.js';
import { NoticeEntity } from './entities/notice.entity.js';
import { NoticePreferenceEntity } from './entities/notice-preference.entity.js';
import { WebhookEndpointEntity } from './channels/webhook/entities/webhook-endpoint.entity.js';
import { ZALO_ENTITIES } from './channels/zalo/entities/zalo.entities.js';

export { CHANNEL, type Channel, DeliveryError, type Message } from './channels/channel.js';
export { Inboxes } from './inboxes.service.js';
export { NotificationsModule } from './notifications.module.js';
export { DigestEntity, NoticeEntity };

export const NOTIFICATION_ENTITIES = [
  NoticeEntity,
  DigestEntity,
  NoticePreferenceEntity,
  WebhookEndpointEntity,
  ...ZALO_ENTITIES,
];
