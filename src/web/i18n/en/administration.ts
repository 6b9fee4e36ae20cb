import { calendars } from './calendars.js';
import { guideEditing } from './guide-editing.js';
import { duty } from './duty.js';
import { maintenance } from './maintenance.js';
import { myNotices } from './my-notices.js';
import { policies } from './policies.js';
import { preview } from './preview.js';
import { programs } from './programs.js';
import { replies } from './replies.js';
import { screens } from './screens.js';
import { webhooks } from './webhooks.js';
import type { administration as vi } from '../vi/administration.js';

export const administration: Readonly<Record<keyof typeof vi, string>> = {
  ...calendars,
  ...guideEditing,
  ...duty,
  ...maintenance,
  ...myNotices,
  ...policies,
  ...preview,
  ...programs,
  ...replies,
  ...screens,
  ...webhooks,
};
