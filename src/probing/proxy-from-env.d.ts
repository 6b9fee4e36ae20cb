declare module 'proxy-from-env' {
  /** The proxy for this address from HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or an empty string. */
  export function getProxyForUrl(url: string): string;
}
