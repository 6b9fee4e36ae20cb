import type {
  AgentPolicy,
  EnrolmentReply,
  EnrolmentRequest,
  Reply,
  Report,
  ReportLinkReply,
} from '../../src/contracts/agent/index.js';

/** The agent's side of the agent API. Every method rejects with a TransportError. */
export interface Transport {
  enrol(request: EnrolmentRequest): Promise<EnrolmentReply>;
  /** Resolves only when the server answered 202: from then on the report is durable there. */
  report(token: string, report: Report, timeoutMs?: number): Promise<Reply>;
  policy(token: string): Promise<AgentPolicy>;
  /** Where the clerk at this PC reports what is wrong. */
  reportLink(token: string): Promise<ReportLinkReply>;
  close(): void;
}
