import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers one request; without an answer the sender waits. */
export type Answering = (request: Received, response: ServerResponse) => void;

export const answering =
  (status: number, body = '', headers: Record<string, string> = {}): Answering =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

/** A real HTTP server on a free port of this machine, which keeps what it was sent. */
export class HttpReceiver {
  readonly got: Received[] = [];
  private readonly arrivals = new Set<() => void>();
  private readonly server: Server;

  private constructor(public answer: Answering) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const received = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
        this.got.push(received);
        for (const resolve of this.arrivals) resolve();
        this.arrivals.clear();
        this.answer(received, response);
      });
    });
  }

  static async start(answer: Answering = answering(200)): Promise<HttpReceiver> {
    const receiver = new HttpReceiver(answer);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', () => resolve()));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves once so much has arrived. */
  async until(count: number): Promise<void> {
    while (this.got.length < count) await new Promise<void>((resolve) => this.arrivals.add(resolve));
  }

  /** Breaks every conversation that is under way. */
  hangUp(): void {
    this.server.closeAllConnections();
  }

  close(): Promise<void> {
    this.hangUp();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
