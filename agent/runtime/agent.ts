import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  AgentPolicy,
  CONTRACT_VERSION,
  type Goodbye,
  type Reply,
  type Report,
} from '../../src/contracts/agent/index.js';
import type { Collectors } from '../collectors/index.js';
import type { WebProbe } from '../../src/probing/index.js';
import type { Spool } from '../spool/spool.js';
import type { Transport } from '../transport/transport.js';
import { Beliefs } from './beliefs.js';
import type { Clock, Timer } from './clock.js';
import { writeConfig, type AgentConfig } from './config.js';
import { Documents } from './documents.js';
import { enrolAnew } from './enrol.js';
import { errorText, type Log } from './log.js';
import { ProbeLoop } from './probe-loop.js';
import { buildReport, type ReportParts } from './report-builder.js';
import { Reporter } from './reporter.js';
import { keepDocuments, readSentReport } from './sent-report.js';
import { bootId } from './speaker.js';
import { STATE_FILES, readCached, replaceFile } from './state-files.js';
import { WatchLoop, type WatchListener } from './watch-loop.js';

/** How long a crash may leave unknown whether the open states still held. */
const SAVE_EVERY_MS = 60_000;

/** Before the first policy: beat, look at nothing. */
const NO_POLICY: AgentPolicy = {
  v: CONTRACT_VERSION,
  version: 0,
  beatSeconds: 30,
  programs: [],
  certificates: { issuers: [] },
};

export interface AgentOptions {
  stateDirectory: string;
  config: AgentConfig;
  /** Windows session; 0 where there is none. */
  session: number;
  clock: Clock;
  collectors: Collectors;
  probe: WebProbe;
  transport: Transport;
  spool: Spool;
  log: Log;
}

/** The agent of one session: watches, believes, reports. Every part is handed in. */
export class Agent {
  private config: AgentConfig;
  private policy: AgentPolicy;
  private readonly beliefs: Beliefs;
  private readonly watching: WatchLoop;
  private readonly probing: ProbeLoop;
  private readonly documents: Documents;
  private reporter: Reporter | null = null;
  private saver: Timer | null = null;
  private fetchingPolicy: Promise<void> | null = null;
  private readonly boot: string;

  constructor(private readonly options: AgentOptions) {
    const { clock, collectors, log, spool, stateDirectory } = options;
    this.config = options.config;
    this.policy = readCached(join(stateDirectory, STATE_FILES.policy), AgentPolicy) ?? NO_POLICY;
    this.boot = bootId(stateDirectory, clock);
    const poke = (): void => this.reporter?.poke();
    this.beliefs = new Beliefs(spool, this.boot, poke);
    this.watching = new WatchLoop(clock, collectors.watchers, this.watchListener(), log);
    this.probing = new ProbeLoop(
      clock,
      options.probe,
      (tried) => this.beliefs.probed(tried, clock.now()),
      log,
    );
    this.documents = new Documents(clock, collectors, poke, log);
  }

  /** Runs until `stop`. */
  async start(): Promise<void> {
    const { clock, log } = this.options;
    this.beliefs.recover(clock.now());
    this.apply(this.policy);
    this.documents.start();
    await this.watching.start();
    this.probing.watch(this.policy.programs);
    this.reporter = await this.makeReporter();
    this.reporter.start();
    this.saveAgain();
    log.info(
      `watching for ${this.config.deviceName} at ${this.config.center.name}, policy ${this.policy.version}`,
    );
  }

  /** Says goodbye with its reason; after anything but sleep the agent is over. */
  async goodbye(reason: Goodbye): Promise<void> {
    if (reason === 'sleep') return this.reporter?.farewell(reason);
    this.saver?.cancel();
    this.probing.stop();
    this.documents.stop();
    await this.watching.stop();
    await this.reporter?.farewell(reason);
    this.reporter?.stop();
    this.beliefs.save(this.options.clock.now(), true);
    this.options.spool.close();
    this.options.transport.close();
  }

  /** Collects everything once, each probe a single time, and gives the report without sending it. */
  async collectOnce(): Promise<Report> {
    await this.lookOnce();
    return buildReport(await this.reportParts(), {
      sequence: 1,
      policyVersion: this.policy.version,
      history: [],
      wants: new Set(['inventory', 'certificates']),
    });
  }

  /** Collects once and delivers one report, with the lists if the server then asks for them. */
  async reportOnce(): Promise<Reply> {
    await this.fetchPolicy();
    await this.lookOnce();
    const reporter = await this.makeReporter();
    const reply = await reporter.sendOnce();
    return reply.wants.length > 0 ? reporter.sendOnce() : reply;
  }

  private async lookOnce(): Promise<void> {
    this.apply(this.policy);
    const { clock, probe } = this.options;
    const probing = this.policy.programs.map(async ({ id, probe: target }) => {
      // One try has nothing to agree with: what was seen is told as it is.
      if (target) this.beliefs.probed(await probe.attempt(id, target), clock.now(), 1);
    });
    await Promise.all([...probing, this.documents.gatherAll(), this.watching.lookUntilSure()]);
    await this.watching.stop();
  }

  private apply(policy: AgentPolicy): void {
    this.policy = policy;
    this.beliefs.watch(policy, this.options.clock.now());
    this.watching.watch(policy.programs);
    this.documents.watchIssuers(policy.certificates.issuers);
  }

  private async reportParts(): Promise<ReportParts> {
    const { clock, collectors, spool, session } = this.options;
    return {
      clock,
      load: collectors.load,
      beliefs: this.beliefs,
      documents: this.documents,
      spool,
      speaker: { boot: this.boot, instance: randomUUID(), session },
      hardware: await this.hardwareDigest(),
    };
  }

  private async makeReporter(): Promise<Reporter> {
    const { transport, log } = this.options;
    const deliveries = {
      send: (report: Report, timeoutMs?: number) => transport.report(this.config.token, report, timeoutMs),
      answered: (report: Report, reply: Reply) => this.answered(report, reply),
      enrolAsClone: () => this.enrolAsClone(),
      policyVersion: () => this.policy.version,
    };
    return new Reporter(await this.reportParts(), deliveries, log, this.policy.beatSeconds);
  }

  private answered(report: Report, reply: Reply): void {
    this.remember(STATE_FILES.sent, keepDocuments(report, readSentReport(this.options.stateDirectory)));
    this.remember(STATE_FILES.reply, reply);
    if (this.policy !== NO_POLICY && reply.policyVersion === this.policy.version) return;
    this.fetchingPolicy ??= this.fetchPolicy()
      .then(() => this.reporter?.poke())
      .catch((error: unknown) => this.options.log.problem(`policy: ${errorText(error)}`))
      .finally(() => {
        this.fetchingPolicy = null;
      });
  }

  private async fetchPolicy(): Promise<void> {
    const { transport, log } = this.options;
    const policy = await transport.policy(this.config.token);
    this.apply(policy);
    this.remember(STATE_FILES.policy, policy);
    if (!this.reporter) return;
    this.probing.watch(policy.programs);
    this.watching.lookWithin(0);
    log.info(`policy ${policy.version}: ${policy.programs.length} programs`);
  }

  /** The new token is used even when it cannot be written: enrolling again would make one device after the other. */
  private async enrolAsClone(): Promise<void> {
    const { transport, stateDirectory, log } = this.options;
    this.config = await enrolAnew(transport, this.config, await this.hardwareDigest());
    try {
      writeConfig(stateDirectory, this.config);
    } catch (error) {
      log.problem(`${STATE_FILES.config}: ${errorText(error)}`);
    }
  }

  private watchListener(): WatchListener {
    const { beliefs } = this;
    return {
      sampled: (samples, now) => beliefs.sampled(samples, now),
      clockMoved: (milliseconds, now) => beliefs.clockMoved(milliseconds, now),
      wokeFromSleep: (now) => {
        beliefs.wokeFromSleep(now);
        this.reporter?.startAfresh();
      },
    };
  }

  private async hardwareDigest(): Promise<string | null> {
    try {
      return await this.options.collectors.hardware.digest();
    } catch (error) {
      this.options.log.problem(`hardware identity: ${errorText(error)}`);
      return null;
    }
  }

  /** A cache that cannot be written (a full disk) must not stop the reports that say so. */
  private remember(file: string, value: unknown): void {
    try {
      replaceFile(join(this.options.stateDirectory, file), JSON.stringify(value), { durable: false });
    } catch (error) {
      this.options.log.problem(`${file}: ${errorText(error)}`);
    }
  }

  private saveAgain(): void {
    this.saver = this.options.clock.after(SAVE_EVERY_MS, () => {
      this.beliefs.save(this.options.clock.now(), false);
      this.saveAgain();
    });
  }
}
