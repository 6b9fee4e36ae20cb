import type { clerkWords as vietnamese } from './clerk-words.js';
import { clerks } from './en/clerks.js';
import { everyone } from './en/everyone.js';

export const clerkWords: Readonly<Record<keyof typeof vietnamese, string>> = { ...everyone, ...clerks };
