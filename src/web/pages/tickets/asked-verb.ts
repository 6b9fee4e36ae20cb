import type { BulkAct } from '../../../contracts/api/index.js';

/** Verbs that want something said, or a second look. */
export type AskedVerb = Exclude<BulkAct['verb'], 'acknowledge'>;
