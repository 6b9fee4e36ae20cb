import {
  REPORT_LIMITS,
  type Goodbye,
  type Reply,
  type Report,
  type WantedDocument,
} from '../../src/contracts/agent/index.js';
import type { Batch } from '../spool/spool.js';
import { TransportError } from '../transport/transport-error.js';
import { waitAfterFailures } from './backoff.js';
import type { Timer } from './clock.js';
import { errorText, type Log } from './log.js';
import { messages } from './messages.js';
import { buildReport, type ReportParts } from './report-builder.js';

const COALESCE_MS = 200;
/** A storm of changes makes a report a second, not one per change. */
const LEAST_GAP_MS = 1_000;
const REFUSED_RETRY_MS = 3_600_000;
const FAREWELL_TIMEOUT_MS = 3_000;
/** Beats keep within this of their time, so that PCs switched on together do not stay together. */
const JITTER = 0.05;

const NOT_ACCEPTED = new Set(['TOKEN_REVOKED', 'TOKEN_UNKNOWN', 'TOKEN_MISSING', 'VERSION_UNSUPPORTED']);

const NO_BATCH: Batch = {
  spans: [],
  accept: () => undefined,
  keep: () => undefined,
  reject: () => undefined,
};

/** What the reporter needs done by others; each may reject with a TransportError. */
export interface Deliveries {
  send(report: Report, timeoutMs?: number): Promise<Reply>;
  /** The server answered for this report. */
  answered(report: Report, reply: Reply): Promise<void> | void;
  enrolAsClone(): Promise<void>;
  policyVersion(): number;
}

/**
 * Decides when a report leaves and what its answer means.
 *
 * 1. A beat leaves every `nextBeatSeconds` of the last reply; any report counts as a beat.
 * 2. A change pokes: the report leaves at once, changes within 200 ms together.
 * 3. While history waits or the server asked for a list, the next report follows quickly.
 * 4. A failure that time heals doubles the wait, and pokes do not shorten it; a refusal is tried again once an hour.
 */
export class Reporter {
  private sequence = 0;
  private failures = 0;
  private timer: Timer | null = null;
  private sending: Promise<void> | null = null;
  private pokedMeanwhile = false;
  private isHeldBack = false;
  private stopped = false;
  private lastSentAt = -Infinity;
  private wants: ReadonlySet<WantedDocument> = new Set();
  /** The lists that the last answered report carried. */
  private delivered: ReadonlySet<string> = new Set();

  constructor(
    private readonly parts: ReportParts,
    private readonly deliveries: Deliveries,
    private readonly log: Log,
    private readonly firstBeatSeconds: number,
  ) {}

  start(): void {
    this.schedule(0);
  }

  /** Something changed that the server should know now. */
  poke(): void {
    if (this.stopped) return;
    if (this.sending) {
      this.pokedMeanwhile = true;
      return;
    }
    if (this.isHeldBack) return;
    const sinceLast = this.parts.clock.elapsed() - this.lastSentAt;
    this.schedule(Math.max(COALESCE_MS, LEAST_GAP_MS - sinceLast));
  }

  /** The last words of this agent, or its good night before sleep. Gives up after three seconds: the PC will not wait. */
  async farewell(goodbye: Goodbye): Promise<void> {
    this.timer?.cancel();
    await this.deliver(goodbye);
    if (!this.stopped && goodbye === 'sleep') this.schedule(this.beatMs(this.firstBeatSeconds));
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  /** The PC woke up: earlier failures say nothing about the network it finds now. */
  startAfresh(): void {
    this.failures = 0;
    this.isHeldBack = false;
    this.poke();
  }

  /** Builds and sends one report now; resolves to its reply. Rejects with what the transport rejected with. */
  async sendOnce(goodbye?: Goodbye): Promise<Reply> {
    const { spool, beliefs, clock } = this.parts;
    // A goodbye must not wait for the answer to what is under way, whose batch is still out.
    const batch = goodbye === undefined ? spool.begin(REPORT_LIMITS.history) : NO_BATCH;
    const wants = this.wants;
    beliefs.reportLeaves();
    try {
      const report = await buildReport(this.parts, {
        sequence: ++this.sequence,
        policyVersion: this.deliveries.policyVersion(),
        history: batch.spans,
        wants,
        ...(goodbye === undefined ? {} : { goodbye }),
      });
      this.lastSentAt = clock.elapsed();
      const reply = await this.deliveries.send(
        report,
        goodbye === undefined ? undefined : FAREWELL_TIMEOUT_MS,
      );
      batch.accept();
      this.delivered = new Set(Object.keys(this.parts.documents.wanted(wants)));
      beliefs.reportAnswered(clock.now());
      this.wants = new Set(reply.wants);
      await this.deliveries.answered(report, reply);
      return reply;
    } catch (error) {
      this.leaveUnanswered(batch, wants, error);
      throw error;
    }
  }

  private schedule(inMs: number): void {
    this.timer?.cancel();
    this.timer = this.parts.clock.after(inMs, () => {
      this.sending ??= this.deliver().finally(() => {
        this.sending = null;
      });
    });
  }

  private async deliver(goodbye?: Goodbye): Promise<void> {
    this.pokedMeanwhile = false;
    let wait: number;
    try {
      const reply = await this.sendOnce(goodbye);
      if (this.isHeldBack) this.log.info('the server answers again');
      this.failures = 0;
      this.isHeldBack = false;
      wait = this.afterReply(reply);
    } catch (error) {
      this.isHeldBack = true;
      wait = await this.afterFailure(error);
    }
    if (!this.stopped && goodbye === undefined) this.schedule(wait);
  }

  private afterReply(reply: Reply): number {
    const { documents, spool, clock } = this.parts;
    if (this.pokedMeanwhile) return LEAST_GAP_MS;
    // A server that wants again what it was just given gets it with the next beat, not in a loop.
    const isNewWish = Object.keys(documents.wanted(this.wants)).some((name) => !this.delivered.has(name));
    const hasMore = spool.waiting > 0 || isNewWish;
    return hasMore ? COALESCE_MS + clock.random() * LEAST_GAP_MS : this.beatMs(reply.nextBeatSeconds);
  }

  private async afterFailure(error: unknown): Promise<number> {
    if (!(error instanceof TransportError)) {
      this.log.problem(`report: ${errorText(error)}`);
      return this.backoff(null);
    }
    if (error.code === 'DEVICE_CLONED') return this.becomeAnotherDevice();
    if (NOT_ACCEPTED.has(error.code)) {
      const { vi, en } = messages.sendingStopped(error.code);
      this.log.problem(`${vi} / ${en}`);
      return REFUSED_RETRY_MS * (1 + this.parts.clock.random() * 0.2);
    }
    if (this.failures === 0 || error.kind === 'permanent') this.log.problem(`report: ${error.message}`);
    return this.backoff(error.detail.retryAfterMs ?? null);
  }

  private async becomeAnotherDevice(): Promise<number> {
    this.log.problem(`${messages.cloned.vi} / ${messages.cloned.en}`);
    try {
      await this.deliveries.enrolAsClone();
      this.parts.beliefs.forgetAnswers();
      this.isHeldBack = false;
      return COALESCE_MS;
    } catch (error) {
      this.log.problem(`enrolment: ${errorText(error)}`);
      return this.backoff(error instanceof TransportError ? (error.detail.retryAfterMs ?? null) : null);
    }
  }

  private backoff(retryAfterMs: number | null): number {
    this.failures += 1;
    return waitAfterFailures(this.failures, this.parts.clock.random(), retryAfterMs);
  }

  /** What the server calls invalid would be invalid for ever: it must not block everything after it. */
  private leaveUnanswered(batch: Batch, wants: ReadonlySet<WantedDocument>, error: unknown): void {
    const isRefused =
      error instanceof TransportError &&
      ['REPORT_INVALID', 'BODY_TOO_LARGE', 'BODY_NOT_JSON', 'BODY_COMPRESSED'].includes(error.code);
    const path = error instanceof TransportError ? error.detail.path : undefined;
    const isAbout = (part: string): boolean => isRefused && (path === undefined || path.startsWith(part));
    if (isAbout('inventory') || isAbout('certificates')) this.parts.documents.refuse(wants);
    if (isAbout('history') && batch.spans.length > 0) batch.reject();
    else batch.keep();
    this.parts.beliefs.reportFailed();
  }

  private beatMs(seconds: number): number {
    return seconds * 1000 * (1 + (this.parts.clock.random() * 2 - 1) * JITTER);
  }
}
