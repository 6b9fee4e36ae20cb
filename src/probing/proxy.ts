import { getProxyForUrl } from 'proxy-from-env';

/** The proxy through which to reach an address, or null for straight. */
export type ProxyChoice = (url: string) => string | null;

/**
 * In this order: this very PC is never reached through a proxy, then the setting of its own that the prober has, then the environment,
 * then the system's proxy (which Windows keeps per user).
 */
export function chooseProxy(configured: string | null, systemProxy: ProxyChoice | null): ProxyChoice {
  return (url) => {
    if (isThisComputer(new URL(url).hostname)) return null;
    if (configured) return configured;
    const fromEnvironment = getProxyForUrl(url);
    if (fromEnvironment !== '') return fromEnvironment;
    return systemProxy?.(url) ?? null;
  };
}

function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
