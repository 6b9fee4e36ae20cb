import { lookup, type LookupAddress } from 'node:dns';
import { request } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { certificateInstant } from './certificate-instant.js';
import { certificateFailure } from './probe-failure.js';

/** Rejects with the signal's reason as soon as the probe's time is up; `work` may go on unseen. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The system's own resolver, hosts file included: what the clerk's browser would get. */
export function resolveName(host: string): Promise<LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return Promise.resolve([{ address: host, family }]);
  return new Promise((resolve, reject) => {
    lookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });
}

/** Connects to the first address that answers, giving each a short start as browsers do. */
export function openSocket(
  addresses: readonly LookupAddress[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connect({
    host: 'probe',
    port,
    autoSelectFamily: true,
    lookup: (_host, _options, callback) => callback(null, [...addresses]),
  });
  return whenReady(socket, 'connect', signal);
}

/** A TLS session whose certificate was accepted. Nothing is sent over one that was not. */
export async function secure(
  socket: Socket,
  host: string,
  trust: { context: SecureContext; now: number },
  signal: AbortSignal,
): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    secureContext: trust.context,
    // Judged just below instead, so that the certificate can still be read and its failure named.
    rejectUnauthorized: false,
  });
  await whenReady(secured, 'secureConnect', signal);
  if (secured.authorized) return secured;
  const validTo = certificateInstant(secured.getPeerCertificate().valid_to ?? '');
  const reason = secured.authorizationError as unknown;
  secured.destroy();
  throw certificateFailure(reasonCode(reason), validTo, trust.now);
}

function reasonCode(reason: unknown): string {
  return typeof reason === 'string' ? reason : ((reason as { code?: string } | null)?.code ?? '');
}

/** Sends the request over the open socket; the status counts as the answer, the body is not waited for. */
export function askStatus(
  socket: Socket,
  ask: { method: string; url: URL; path: string; headers: Record<string, string> },
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      method: ask.method,
      path: ask.path,
      headers: {
        host: ask.url.host,
        accept: '*/*',
        connection: 'close',
        ...ask.headers,
      },
      signal,
    });
    asked.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asked.once('error', reject);
    asked.end();
  });
}

function whenReady<S extends Socket>(socket: S, event: string, signal: AbortSignal): Promise<S> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    // Stays after the connection stands: an error between two steps must not end the process.
    socket.on('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.once(event, () => {
      signal.removeEventListener('abort', abort);
      resolve(socket);
    });
  });
}
