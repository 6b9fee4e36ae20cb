import { type BeforeApplicationShutdown, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Server as HttpServer } from 'node:http';
import { createRequire } from 'node:module';
import { createServer, type Server } from 'node:net';
import type * as Koffi from 'koffi';

/** With the server's own. Each accepts one connection a turn; one that finds none costs a microsecond. */
const ACCEPTORS = 16;
/** Of <fcntl.h>, Linux. */
const F_DUPFD_CLOEXEC = 1030;

/**
 * libuv accepts one connection a turn of the event loop for each handle that listens (since 1.45). A turn of a busy server takes
 * a millisecond and more: one handle lets fewer connections in than a nation's agents open, and they wait in the kernel's
 * queue. So more handles listen on the same socket. Where its number is not to be had (Windows), there is only the server's own.
 */
@Injectable()
export class Acceptors implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly acceptors: Server[] = [];
  private ended: Promise<unknown> = Promise.resolve();

  /** `server` listens already; `backlog` is what it listens with. */
  async add(server: HttpServer, backlog: number): Promise<void> {
    const socket = process.platform === 'linux' ? listeningSocket(server) : null;
    if (socket === null) return;
    const duplicate = duplicator();
    for (let n = 1; n < ACCEPTORS; n++)
      this.acceptors.push(await acceptor(server, duplicate(socket), backlog));
  }

  /** The server stops to listen after this, and ends what is idle among the connections of them all. */
  beforeApplicationShutdown(): void {
    this.ended = Promise.all(this.acceptors.map((one) => new Promise((resolve) => one.close(resolve))));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ended;
  }
}

/** Node has no public name for it. */
function listeningSocket(server: HttpServer): number | null {
  const { fd } = (server as unknown as { _handle: { fd?: number } | null })._handle ?? {};
  return fd !== undefined && fd >= 0 ? fd : null;
}

/** Node has no way to duplicate a socket; the C library has. */
function duplicator(): (socket: number) => number {
  const koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
  const fcntl = koffi.load(null).func('int fcntl(int, int, ...)');
  return (socket) => {
    const copy = fcntl(socket, F_DUPFD_CLOEXEC, 'int', 0) as number;
    if (copy < 0) throw new Error(`the listening socket cannot be duplicated (errno ${koffi.errno()})`);
    return copy;
  };
}

function acceptor(server: HttpServer, fd: number, backlog: number): Promise<Server> {
  // As Node's own HTTP server listens: the other side may be done while it still waits for its answer.
  const one = createServer({ allowHalfOpen: true, noDelay: true }, (connection) =>
    server.emit('connection', connection),
  );
  return new Promise((resolve, reject) => {
    one.once('error', reject);
    one.listen({ fd }, backlog, () => resolve(one));
  });
}
