import { calendars } from './vi/calendars.js';
import { common } from './vi/common.js';
import { forms } from './vi/forms.js';
import { lists } from './vi/lists.js';
import { maintenance } from './vi/maintenance.js';
import { policies } from './vi/policies.js';
import { preview } from './vi/preview.js';
import { programs } from './vi/programs.js';
import { watch } from './vi/watch.js';

/** Every sentence of the pages; the glossary of the domain decides the words. */
export const vi = {
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
