import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { openTunnel, trustedAuthorities } from '../../src/probing/index.js';

/**
 * One kept connection serves every beat. Node probes an idle kept connection every second by default, about 8 KB a
 * minute for nothing; a minute keeps it alive through the office routers that forget silent connections.
 */
const KEEP_ALIVE = { keepAlive: true, keepAliveMsecs: 60_000, maxSockets: 2, maxFreeSockets: 1 };

export function directAgent(protocol: string): http.Agent {
  return protocol === 'https:'
    ? new https.Agent({ ...KEEP_ALIVE, secureContext: trustedAuthorities() })
    : new http.Agent(KEEP_ALIVE);
}

/** Keeps the tunnel through a proxy just as the others keep their connection. */
export class TunnelAgent extends https.Agent {
  constructor(private readonly proxy: string) {
    super({ ...KEEP_ALIVE, secureContext: trustedAuthorities() });
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): null {
    const host = options.host ?? 'localhost';
    openTunnel(this.proxy, host, Number(options.port ?? 443), AbortSignal.timeout(15_000)).then(
      (socket) => {
        // An address is no server name: TLS forbids it in the greeting, the certificate is still checked against it.
        const name = isIP(host) === 0 ? { servername: host } : {};
        callback?.(null, connect({ socket, host, ...name, secureContext: trustedAuthorities() }));
      },
      (error: Error) => callback?.(error, undefined as unknown as Duplex),
    );
    return null;
  }
}
