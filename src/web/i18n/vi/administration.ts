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

/** The sentences of the administrators' own pages, which nobody else has to load. */
export const administration = {
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
