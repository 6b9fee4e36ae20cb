import { clerkWords } from './en-clerk-words.js';
import { common } from './en/common.js';
import { digest } from './en/digest.js';
import { forms } from './en/forms.js';
import { guides } from './en/guides.js';
import { lists } from './en/lists.js';
import { mail } from './en/mail.js';
import { watch } from './en/watch.js';
import { work } from './en/work.js';
import type { vi } from './vi.js';

export const en: Readonly<Record<keyof typeof vi, string>> = {
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
