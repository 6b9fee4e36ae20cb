/** Where the clerk's pages ask, and the secret of the address they were opened by. */
export const PC_REPORT = '/api/v1/public/report-link';
export const FOLLOWED = '/api/v1/public/followed';

/** What one may know of the center whose public link this is. */
export const centerPath = (link: string): string => `/api/v1/public/centers/${encodeURIComponent(link)}`;

/** Behind the #: it is in no log. */
export const secretOfAddress = (): string => window.location.hash.slice(1);
