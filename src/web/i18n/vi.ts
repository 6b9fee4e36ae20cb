import { clerkWords } from './clerk-words.js';
import { common } from './vi/common.js';
import { digest } from './vi/digest.js';
import { forms } from './vi/forms.js';
import { guides } from './vi/guides.js';
import { lists } from './vi/lists.js';
import { mail } from './vi/mail.js';
import { watch } from './vi/watch.js';
import { work } from './vi/work.js';

/** The sentences that any page of the desk may need; the glossary of the domain decides the words. */
export const vi = {
  ...clerkWords,
  ...common,
  ...watch,
  ...lists,
  ...mail,
  ...forms,
  ...digest,
  ...work,
  ...guides,
};
