const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser tells about where a request comes from. */
export interface RequestOrigin {
  method: string;
  secFetchSite: string | undefined;
  origin: string | undefined;
  host: string | undefined;
}

/**
 * May this request change something? Refuses what another site's page made the browser send. A request with neither
 * header comes from no browser of today (an agent, curl), and such a caller holds no one else's cookie.
 */
export function comesFromOurPages(request: RequestOrigin, publicUrl: string): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  if (request.secFetchSite !== undefined) {
    return request.secFetchSite === 'same-origin' || request.secFetchSite === 'none';
  }
  if (request.origin === undefined) return true;
  const ours = [new URL(publicUrl).origin, `http://${request.host}`, `https://${request.host}`];
  return ours.includes(request.origin);
}
