import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  CONTRACT_VERSION,
  Report,
  type AgentPolicy,
  type CertificateEntry,
  type WatchedProgram,
} from '../../../src/contracts/agent/index.js';
import { waitUntil } from './wait-until.js';

export interface ReceivedReport {
  report: Report;
  /** This computer's clock. */
  at: number;
}

/** The agent API with a memory: accepts what the contract allows, asks for lists it does not hold, judges nothing. */
export class RecordingServer {
  readonly received: ReceivedReport[] = [];
  /** Bodies that the contract does not allow. */
  readonly refused: string[] = [];
  private readonly digests = new Set<string>();

  private constructor(
    private readonly server: Server,
    private readonly policy: AgentPolicy,
  ) {}

  static async start(programs: WatchedProgram[]): Promise<RecordingServer> {
    const http = createServer();
    const policy: AgentPolicy = {
      v: CONTRACT_VERSION,
      version: 7,
      beatSeconds: 2,
      programs,
      certificates: { issuers: [] },
    };
    const recording = new RecordingServer(http, policy);
    http.on('request', (request, response) => {
      void recording.answer(request).then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return recording;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The first report from `begin` on that is as asked for. */
  async reportWhere(
    what: string,
    isWanted: (report: Report) => boolean,
    { begin = 0, seconds = 40 } = {},
  ): Promise<ReceivedReport> {
    return waitUntil(
      `report with ${what}; refused: ${this.refused.join('; ') || 'none'}`,
      () => this.received.slice(begin).find(({ report }) => isWanted(report)),
      seconds,
    );
  }

  /** The certificates as last sent. */
  certificates(): CertificateEntry[] {
    return (
      this.received.findLast(({ report }) => report.certificates !== undefined)?.report.certificates ?? []
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<[number, object]> {
    if (request.url === '/api/agent/v1/policy') return [200, this.policy];
    const text = await bodyOf(request);
    const parsed = Report.safeParse(JSON.parse(text));
    if (!parsed.success) {
      this.refused.push(parsed.error.message);
      return [422, { error: { code: 'REPORT_INVALID', message: {}, correlationId: 'test' } }];
    }
    this.received.push({ report: parsed.data, at: Date.now() });
    return [202, this.replyTo(parsed.data)];
  }

  private replyTo(report: Report): object {
    for (const name of ['inventory', 'certificates'] as const) {
      const digest = report.digests[name];
      if (report[name] && digest !== null) this.digests.add(digest);
    }
    const wants = (['inventory', 'certificates'] as const).filter((name) => {
      const digest = report.digests[name];
      return digest !== null && !this.digests.has(digest);
    });
    return {
      v: CONTRACT_VERSION,
      serverTime: Date.now(),
      nextBeatSeconds: 2,
      wants,
      policyVersion: this.policy.version,
    };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
