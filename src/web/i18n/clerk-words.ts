import { clerks } from './vi/clerks.js';
import { everyone } from './vi/everyone.js';

/** All that the clerk's pages say; what else the desk says does not travel to them. */
export const clerkWords = { ...everyone, ...clerks };
