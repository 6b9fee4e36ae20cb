import type { WatchedTab } from '../../collectors/browser-tabs/protocol.js';

const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** The watched program that `url` belongs to, or null. Only http and https pages are ever watched. */
export function programOf(url: string, watched: readonly WatchedTab[]): WatchedTab | null {
  const parsed = parse(url);
  if (!parsed) return null;
  const { hostname, protocol } = parsed;
  const port = parsed.port || DEFAULT_PORTS[protocol];
  return watched.find(({ hosts }) => hosts.some((host) => matches(host, hostname, port!))) ?? null;
}

function matches(pattern: string, hostname: string, port: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted === hostname || wanted === `${hostname}:${port}`;
}

function parse(url: string): URL | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && parsed.protocol in DEFAULT_PORTS ? parsed : null;
}

/**
 * Match patterns for the content scripts. Without ports, because a pattern without a port covers all of them; the
 * exact choice is made by `programOf`. A host that Chrome would refuse is left out, or it would spoil the whole list.
 */
export function matchPatterns(watched: readonly WatchedTab[]): string[] {
  const names = watched.flatMap(({ hosts }) => hosts.map((host) => host.toLowerCase().replace(/:\d+$/, '')));
  const usable = names.filter((name) => /^([a-z0-9_-]+\.)*[a-z0-9_-]+$|^\[[0-9a-f:]+\]$/.test(name));
  return [...new Set(usable)].sort().map((name) => `*://${name}/*`);
}
