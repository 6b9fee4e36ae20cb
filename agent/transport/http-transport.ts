import * as http from 'node:http';
import * as https from 'node:https';
import type { ZodType } from 'zod';
import { AgentPolicy, EnrolmentReply, Reply, ReportLinkReply } from '../../src/contracts/agent/index.js';
import type { EnrolmentRequest, Report } from '../../src/contracts/agent/index.js';
import { proxyAuthorization, type ProxyChoice } from '../../src/probing/index.js';
import { AGENT_VERSION } from '../runtime/version.js';
import { readAnswer, type RawAnswer } from './answer.js';
import { TunnelAgent, directAgent } from './connections.js';
import { TransportError } from './transport-error.js';
import type { Transport } from './transport.js';

const TIMEOUT_MS = 20_000;
/** A policy of 256 programs is below 300 KB; more is not from a Trực Ban server. */
const LARGEST_ANSWER = 2 * 1024 * 1024;

interface Call {
  method: 'GET' | 'POST';
  path: string;
  token?: string;
  body?: unknown;
  timeoutMs?: number;
}

export class HttpTransport implements Transport {
  private route: { proxy: string | null; agent: http.Agent } | null = null;

  constructor(
    private readonly server: string,
    private readonly proxyFor: ProxyChoice,
  ) {}

  enrol(request: EnrolmentRequest): Promise<EnrolmentReply> {
    return this.exchange(
      { method: 'POST', path: '/api/agent/v1/enrolments', body: request },
      201,
      EnrolmentReply,
    );
  }

  report(token: string, report: Report, timeoutMs?: number): Promise<Reply> {
    const call: Call = { method: 'POST', path: '/api/agent/v1/reports', token, body: report };
    return this.exchange(timeoutMs === undefined ? call : { ...call, timeoutMs }, 202, Reply);
  }

  policy(token: string): Promise<AgentPolicy> {
    return this.exchange({ method: 'GET', path: '/api/agent/v1/policy', token }, 200, AgentPolicy);
  }

  reportLink(token: string): Promise<ReportLinkReply> {
    return this.exchange({ method: 'POST', path: '/api/agent/v1/report-links', token }, 201, ReportLinkReply);
  }

  close(): void {
    this.route?.agent.destroy();
    this.route = null;
  }

  private async exchange<T>(call: Call, expected: number, schema: ZodType<T>): Promise<T> {
    return readAnswer(await this.send(call), expected, schema);
  }

  private send(call: Call): Promise<RawAnswer> {
    const url = new URL(call.path, this.server);
    const { proxy, agent } = this.routeTo(url);
    const body = call.body === undefined ? null : Buffer.from(JSON.stringify(call.body));
    const throughHttpProxy = proxy !== null && url.protocol === 'http:' ? new URL(proxy) : null;
    const options: http.RequestOptions = {
      agent,
      method: call.method,
      host: throughHttpProxy?.hostname ?? url.hostname.replace(/^\[|\]$/g, ''),
      port: throughHttpProxy ? throughHttpProxy.port || 80 : url.port,
      path: throughHttpProxy ? url.href : url.pathname + url.search,
      headers: {
        host: url.host,
        accept: 'application/json',
        'user-agent': `trucban-agent/${AGENT_VERSION}`,
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        ...(body ? { 'content-type': 'application/json', 'content-length': body.length } : {}),
        ...(throughHttpProxy ? proxyAuthorization(throughHttpProxy) : {}),
      },
      signal: AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
    };
    return perform(url.protocol === 'https:' ? https.request : http.request, options, body);
  }

  /** The proxy may change while the agent runs (a laptop between networks): the kept connection changes with it. */
  private routeTo(url: URL): { proxy: string | null; agent: http.Agent } {
    const proxy = this.proxyFor(url.href);
    if (this.route && this.route.proxy === proxy) return this.route;
    this.route?.agent.destroy();
    const agent =
      proxy !== null && url.protocol === 'https:'
        ? new TunnelAgent(proxy)
        : directAgent(proxy === null ? url.protocol : 'http:');
    this.route = { proxy, agent };
    return this.route;
  }
}

function perform(
  start: typeof http.request,
  options: http.RequestOptions,
  body: Buffer | null,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      // The server had closed the kept connection in the moment it was used again; a report may be repeated.
      const wasStale = request.reusedSocket && (error as { code?: string }).code === 'ECONNRESET';
      if (wasStale) perform(start, options, body).then(resolve, reject);
      else reject(networkError(error));
    };
    const request = start(options, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > LARGEST_ANSWER) response.destroy(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      response.on('error', failed);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', failed);
    request.end(body ?? undefined);
  });
}

function networkError(error: Error & { code?: string }): TransportError {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return new TransportError('retryable', 'TIMED_OUT', 'the server did not answer in time');
  }
  return new TransportError(
    'retryable',
    'NETWORK_FAILED',
    `the server was not reached (${error.code ?? error.message})`,
  );
}
