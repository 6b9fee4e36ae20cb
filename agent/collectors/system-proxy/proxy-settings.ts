/** The proxy of Windows' Internet options as they are stored: "host:port", or "http=host:port;https=…". */
export interface ProxySettings {
  proxy: string;
  /** "*.vn;10.*;<local>"; semicolons or blanks between. */
  bypass: string;
}

/** The HTTP proxy through which these settings reach an address, or null for straight. */
export function proxyFor({ proxy, bypass }: ProxySettings, address: string): string | null {
  const url = new URL(address);
  if (proxy.trim() === '' || isBypassed(bypass, url)) return null;
  const scheme = url.protocol.slice(0, -1);
  const entries = proxy.split(/[;\s]+/).filter((entry) => entry !== '');
  const named = entries.find((entry) => entry.toLowerCase().startsWith(`${scheme}=`));
  const general = entries.find((entry) => !entry.includes('='));
  const chosen = named?.slice(scheme.length + 1) ?? general;
  if (chosen === undefined || chosen === '') return null;
  // Windows writes the same "host:port" for a proxy of either scheme: it is spoken to in plain HTTP.
  const proxyUrl = /^\w+:\/\//.test(chosen) ? chosen : `http://${chosen}`;
  return URL.canParse(proxyUrl) && proxyUrl.startsWith('http://') ? new URL(proxyUrl).origin : null;
}

function isBypassed(bypass: string, url: URL): boolean {
  return bypass
    .split(/[;\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry.toLowerCase(), url));
}

function matches(entry: string, url: URL): boolean {
  const host = url.hostname.toLowerCase();
  // A name without a dot is one of the own network. An address always has one.
  if (entry === '<local>') return !host.includes('.') && !host.startsWith('[');
  const [, scheme, rest = ''] = /^(?:(\w+):\/\/)?(.*)$/.exec(entry) ?? [];
  if (scheme !== undefined && `${scheme}:` !== url.protocol) return false;
  const [, name = rest, port] = /^(.*?):(\d+)$/.exec(rest) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  return wildcard(name).test(host);
}

function wildcard(pattern: string): RegExp {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}
