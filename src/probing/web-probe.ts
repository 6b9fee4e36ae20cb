import type { Socket } from 'node:net';
import type { ProbeObservation, ProbePhase, ProbeTarget } from '../contracts/agent/index.js';
import { trustedAuthorities } from './authorities.js';
import { ProbeFailure, failureOf, statusFailure } from './probe-failure.js';
import { askStatus, openSocket, resolveName, secure, untilAborted } from './probe-steps.js';
import type { ProxyChoice } from './proxy.js';
import { ProxyError, openTunnel, proxyAuthorization } from './tunnel.js';

type Times = ProbeObservation['timesMs'];

/** What one try of an address found. Whoever asks decides when to try and when to believe it. */
export type ProbeAttempt = Omit<ProbeObservation, 'since'>;

/** The time of the process that probes; agent and server each have their own. */
export interface ProbeClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds for durations; where it stands still, every step takes no time. */
  elapsed(): number;
  after(milliseconds: number, callback: () => void): { cancel(): void };
}

export interface WebProbe {
  /** Resolves soon after `signal` aborts. */
  attempt(id: string, target: ProbeTarget, signal?: AbortSignal): Promise<ProbeAttempt>;
}

/** Takes the four steps of reaching a web address one by one, so that the step that fails or takes the time is known. */
export class NetworkProbe implements WebProbe {
  constructor(
    private readonly clock: ProbeClock,
    private readonly proxyFor: ProxyChoice,
    /** Says to the probed system who asks: `trucban-agent/0.1.0`. */
    private readonly userAgent: string,
  ) {}

  async attempt(id: string, target: ProbeTarget, signal?: AbortSignal): Promise<ProbeAttempt> {
    const run = new ProbeRun(this.clock, target, this.proxyFor(target.url), this.userAgent);
    const giveUp = (): void => run.giveUp();
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    const outcome = await run.complete().finally(() => signal?.removeEventListener('abort', giveUp));
    return { id, at: this.clock.now(), ...outcome };
  }
}

class ProbeRun {
  private readonly times: Times = { dns: null, tcp: null, tls: null, http: null };
  private readonly url: URL;
  private readonly host: string;
  private readonly port: number;
  private readonly aborter = new AbortController();
  private phase: ProbePhase = 'dns';
  private socket: Socket | null = null;

  constructor(
    private readonly clock: ProbeClock,
    private readonly target: ProbeTarget,
    private readonly proxy: string | null,
    private readonly userAgent: string,
  ) {
    this.url = new URL(target.url);
    this.host = this.url.hostname.replace(/^\[|\]$/g, '');
    this.port = Number(this.url.port) || (this.isSecure ? 443 : 80);
  }

  giveUp(): void {
    this.aborter.abort(new Error('given up'));
  }

  async complete(): Promise<Omit<ProbeAttempt, 'id' | 'at'>> {
    const timer = this.clock.after(this.target.timeoutMs, () => this.aborter.abort(new Error('time is up')));
    try {
      return this.judge(await this.steps());
    } catch (error) {
      const failure = failureOf(this.phase, error, this.aborter.signal.aborted);
      const { phase, code, httpStatus } = failure;
      return { state: 'failed', phase, code, httpStatus, timesMs: this.times };
    } finally {
      timer.cancel();
      this.socket?.destroy();
    }
  }

  private get isSecure(): boolean {
    return this.url.protocol === 'https:';
  }

  private async steps(): Promise<number> {
    const socket = this.proxy === null ? await this.connectStraight() : await this.connectByProxy(this.proxy);
    this.socket = socket;
    if (this.isSecure) {
      const trust = { context: trustedAuthorities(), now: this.clock.now() };
      this.socket = await this.timed('tls', () => secure(socket, this.host, trust, this.aborter.signal));
    }
    return this.timed('http', () => this.ask());
  }

  private async connectStraight(): Promise<Socket> {
    const addresses = await this.timed('dns', () => resolveName(this.host));
    return this.timed('tcp', () => openSocket(addresses, this.port, this.aborter.signal));
  }

  /** Behind a proxy the name is resolved there: what is timed as `tcp` is reaching the proxy and, for TLS, beyond. */
  private async connectByProxy(proxy: string): Promise<Socket> {
    const { signal } = this.aborter;
    return this.timed('tcp', async () => {
      if (this.isSecure) return openTunnel(proxy, this.host, this.port, signal);
      const address = new URL(proxy);
      try {
        const addresses = await untilAborted(signal, resolveName(address.hostname));
        return await openSocket(addresses, Number(address.port) || 80, signal);
      } catch (error) {
        throw signal.aborted ? error : new ProxyError('the proxy was not reached', null);
      }
    });
  }

  private async ask(): Promise<number> {
    const { url, target, proxy } = this;
    const throughProxy = proxy !== null && !this.isSecure;
    const path = throughProxy ? `${url.origin}${url.pathname}${url.search}` : url.pathname + url.search;
    const headers = {
      'user-agent': this.userAgent,
      ...(throughProxy ? proxyAuthorization(new URL(proxy)) : {}),
    };
    const socket = this.socket;
    if (!socket) throw new ProbeFailure('tcp', 'CONNECTION_RESET');
    const status = await askStatus(
      socket,
      { method: target.method, url, path, headers },
      this.aborter.signal,
    );
    if (status === 407) throw new ProbeFailure('http', 'PROXY_FAILED', status);
    return status;
  }

  private async timed<T>(phase: ProbePhase, step: () => Promise<T>): Promise<T> {
    this.phase = phase;
    const begun = this.clock.elapsed();
    try {
      return await untilAborted(this.aborter.signal, step());
    } finally {
      this.times[phase] = Math.min(600_000, Math.max(0, Math.round(this.clock.elapsed() - begun)));
    }
  }

  private judge(status: number): Omit<ProbeAttempt, 'id' | 'at'> {
    const failure = statusFailure(status);
    if (failure) throw failure;
    const measured = Object.entries(this.times) as [ProbePhase, number | null][];
    const total = measured.reduce((sum, [, time]) => sum + (time ?? 0), 0);
    if (total <= this.target.slowMs) {
      return { state: 'ok', phase: null, code: null, httpStatus: status, timesMs: this.times };
    }
    const [slowest] = measured.sort(([, a], [, b]) => (b ?? 0) - (a ?? 0));
    return {
      state: 'slow',
      phase: slowest?.[0] ?? null,
      code: null,
      httpStatus: status,
      timesMs: this.times,
    };
  }
}
