import { NoticeEntity } from './entities/notice.entity.js';

export { NotificationsModule } from './notifications.module.js';
export { NoticeEntity };

export const NOTIFICATION_ENTITIES = [NoticeEntity];
