export type EndpointUrlFault = 'not-a-url' | 'needs-https' | 'has-credentials' | 'link-local';

/**
 * Why a message must not be sent there; null when it may. Without TLS anybody on the way reads it, so http is for this machine
 * and private networks alone. What clouds keep at link-local addresses (169.254.…) is nobody's endpoint.
 */
export function endpointUrlFault(text: string): EndpointUrlFault | null {
  if (!URL.canParse(text)) return 'not-a-url';
  const { protocol, hostname, username, password, hash } = new URL(text);
  if ((protocol !== 'https:' && protocol !== 'http:') || hash !== '') return 'not-a-url';
  if (username !== '' || password !== '') return 'has-credentials';
  if (isLinkLocal(hostname)) return 'link-local';
  return protocol === 'https:' || isPrivate(hostname) ? null : 'needs-https';
}

function isPrivate(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || /^\[f[cd]/.test(host)) return true;
  const [a, b] = numbersOf(host);
  return a === 127 || a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b <= 31);
}

function isLinkLocal(host: string): boolean {
  const [a, b] = numbersOf(host);
  return (a === 169 && b === 254) || /^\[fe[89ab]/.test(host);
}

/** The first two numbers of an IPv4 address; URL has written every form of one as four numbers. */
function numbersOf(host: string): [number, number] {
  const [, a, b] = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host) ?? [];
  return [Number(a ?? -1), Number(b ?? -1)];
}
