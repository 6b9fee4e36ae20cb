import { request } from 'node:http';
import type { Socket } from 'node:net';

/** The proxy was reached or not, but gave no way through. `status` is what it answered to CONNECT. */
export class ProxyError extends Error {
  constructor(
    message: string,
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** Asks a proxy for a way through to `host:port` and gives the socket on which the other side's TLS may start. */
export function openTunnel(proxy: string, host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const address = new URL(proxy);
  const target = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const connect = request({
      host: address.hostname,
      port: Number(address.port) || 80,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyAuthorization(address) },
      agent: false,
      signal,
    });
    connect.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(
        new ProxyError(
          `the proxy answered ${answer.statusCode ?? '?'} to CONNECT`,
          answer.statusCode ?? null,
        ),
      );
    });
    connect.once('error', (error) => reject(signal.aborted ? error : new ProxyError(error.message, null)));
    connect.end();
  });
}

/** The header for a proxy whose address carries a name and a password. */
export function proxyAuthorization(address: URL): Record<string, string> {
  if (address.username === '') return {};
  const pair = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
