import type { Catalogue } from './index.svelte.js';
import { calendars } from './en/calendars.js';
import { common } from './en/common.js';
import { forms } from './en/forms.js';
import { lists } from './en/lists.js';
import { maintenance } from './en/maintenance.js';
import { policies } from './en/policies.js';
import { preview } from './en/preview.js';
import { programs } from './en/programs.js';
import { watch } from './en/watch.js';

export const en: Catalogue = {
  ...common,
  ...calendars,
  ...watch,
  ...lists,
  ...forms,
  ...policies,
  ...maintenance,
  ...preview,
  ...programs,
};
