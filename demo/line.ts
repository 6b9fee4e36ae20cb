import { Agent, request } from 'node:http';
import type {
  AgentPolicy,
  EnrolmentReply,
  EnrolmentRequest,
  Reply,
  Report,
} from '../src/contracts/agent/index.js';

/** An answer that is not the one hoped for. */
export class NotAccepted extends Error {
  constructor(
    readonly status: number,
    what: string,
    body: string,
  ) {
    super(`${what}: ${status} ${body.slice(0, 300)}`);
  }
}

const TIMEOUT_MS = 10_000;

/** The agent API over real HTTP, on kept connections that many PCs share. */
export class Line {
  private readonly agent: Agent;

  constructor(
    private readonly server: string,
    connections = 32,
  ) {
    this.agent = new Agent({ keepAlive: true, keepAliveMsecs: 60_000, maxSockets: connections });
  }

  enrol(enrolment: EnrolmentRequest): Promise<EnrolmentReply> {
    return this.exchange<EnrolmentReply>('POST', '/enrolments', null, enrolment);
  }

  policy(token: string): Promise<AgentPolicy> {
    return this.exchange<AgentPolicy>('GET', '/policy', token);
  }

  report(token: string, report: Report): Promise<Reply> {
    return this.exchange<Reply>('POST', '/reports', token, report);
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange<T>(method: string, path: string, token: string | null, body?: object): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.server}/api/agent/v1${path}`,
        { method, agent: this.agent, timeout: TIMEOUT_MS, headers: headersFor(token, text) },
        (answer) => {
          let said = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => (said += chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const status = answer.statusCode ?? 0;
            if (status < 200 || status > 299) reject(new NotAccepted(status, `${method} ${path}`, said));
            else resolve(JSON.parse(said) as T);
          });
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${path}: no answer in ${TIMEOUT_MS} ms`)));
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }
}

function headersFor(token: string | null, text: string | undefined): Record<string, string | number> {
  return {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  };
}
