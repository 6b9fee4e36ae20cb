import { DigestEntity } from './entities/digest.entity.js';
import { NoticeEntity } from './entities/notice.entity.js';

export { CHANNEL, type Channel, DeliveryError, type Message } from './channels/channel.js';
export { NotificationsModule } from './notifications.module.js';
export { DigestEntity, NoticeEntity };

export const NOTIFICATION_ENTITIES = [NoticeEntity, DigestEntity];
