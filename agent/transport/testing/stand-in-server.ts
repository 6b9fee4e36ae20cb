import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  EnrolmentRequest,
  Report,
  type AgentPolicy,
  type Reply,
  type ReportLinkReply,
} from '../../../src/contracts/agent/index.js';

/** What to answer instead of accepting. */
export interface Refusal {
  status: number;
  code?: string;
  path?: string;
  retryAfter?: string;
  /** Sent as it is, in place of the error body. */
  text?: string;
}

/** A server that speaks the agent API over real HTTP, checks every body against the contract, and remembers it. */
export class StandInServer {
  readonly reports: { report: Report; token: string; bytes: number }[] = [];
  readonly enrolments: EnrolmentRequest[] = [];
  connections = 0;
  requests = 0;
  openRequests = 0;
  /** Consulted for each request; null accepts it. */
  refuse: (path: string, token: string) => Refusal | null = () => null;
  reply: Partial<Reply> = {};
  /** The next request gets no answer, ever. */
  ignoreNext = false;
  policy: AgentPolicy = {
    v: 1,
    version: 1,
    beatSeconds: 30,
    programs: [],
    certificates: { issuers: [] },
  };
  private readonly server: Server;

  constructor(
    private readonly now: () => number = () => Date.UTC(2026, 10, 23, 1),
    private readonly tls: { key: Buffer; cert: Buffer } | null = null,
  ) {
    const listener: RequestListener = (request, response) => void this.answer(request, response);
    this.server = tls ? createSecureServer(tls, listener) : createServer(listener);
    this.server.on('connection', () => (this.connections += 1));
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `${this.tls ? 'https' : 'http'}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private reportLink(): ReportLinkReply {
    const expiresAt = this.now() + 30 * 60_000;
    return { v: 1, url: 'https://trucban.example.vn/report-pc#secret', expiresAt };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    this.openRequests += 1;
    response.once('close', () => (this.openRequests -= 1));
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (this.ignoreNext) {
      this.ignoreNext = false;
      return;
    }
    const path = (request.url ?? '').replace(/^.*\/api/, '/api');
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const refusal = this.refuse(path, token);
    if (refusal) return this.sendRefusal(response, refusal);
    if (path === '/api/agent/v1/policy') return send(response, 200, this.policy);
    if (path === '/api/agent/v1/report-links') return send(response, 201, this.reportLink());
    const json = JSON.parse(body.toString('utf8')) as unknown;
    if (path === '/api/agent/v1/enrolments') return this.enrol(response, EnrolmentRequest.parse(json));
    this.reports.push({ report: Report.parse(json), token, bytes: body.length });
    send(response, 202, {
      ...{ v: 1, serverTime: this.now(), nextBeatSeconds: this.policy.beatSeconds },
      ...{ wants: [], policyVersion: this.policy.version, ...this.reply },
    });
  }

  private enrol(response: ServerResponse, request: EnrolmentRequest): void {
    this.enrolments.push(request);
    const deviceId = this.enrolments.length + 6;
    const center = { id: 3, name: 'Trung tâm thử', reportUrl: 'http://127.0.0.1/bao/thu' };
    send(response, 201, { v: 1, deviceId, token: `token-${deviceId}`, center, serverTime: this.now() });
  }

  private sendRefusal(response: ServerResponse, { status, code, path, retryAfter, text }: Refusal): void {
    if (retryAfter) response.setHeader('retry-after', retryAfter);
    const message = { vi: 'không', en: 'no' };
    const body = { error: { code, message, ...(path ? { path } : {}), correlationId: 'c-1' } };
    send(response, status, text ?? body);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}
