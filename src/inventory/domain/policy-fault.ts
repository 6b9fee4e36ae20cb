import type { PolicyKey } from './policy.js';

/** Something that no single value shows: what is wrong with the policy as a whole, and what to do. */
export interface PolicyFault {
  /** The value to change; the sentence names the others. */
  key: PolicyKey;
  code: string;
  vi: string;
  en: string;
}
