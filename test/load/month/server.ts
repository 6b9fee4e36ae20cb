import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { createApp } from '../../../src/app.js';
import { GroupCommit } from '../../../src/ingest/group-commit.js';
import { IngestService } from '../../../src/ingest/ingest.service.js';
import { Centers, Devices, PolicyService, Programs } from '../../../src/inventory/index.js';
import { Config } from '../../../src/platform/config/index.js';
import { Reader, UnitOfWork } from '../../../src/platform/database/index.js';
import { Dispatcher } from '../../../src/platform/outbox/index.js';
import { Scheduler } from '../../../src/platform/scheduler/index.js';
import type { ManualClock } from '../../fakes/manual-clock.js';
import { SimPc } from './sim-pc.js';
import { BROWSER, HELPER, type Script, SECOND, type Size, type Waits, WEB_SYSTEMS } from './world.js';

const BY = { name: 'month', userId: null };

/** The real application on a real file, its clock in our hands; it may be stopped and started again on what it stored. */
export class MonthServer {
  private app: NestFastifyApplication | null = null;

  constructor(
    private readonly dataDir: string,
    readonly clock: ManualClock,
    private readonly databaseUrl: string | null = null,
  ) {}

  async start(): Promise<void> {
    const mail = 'Trực Ban <trucban@example.vn>';
    const config = new Config(
      '127.0.0.1',
      0,
      this.dataDir,
      this.databaseUrl,
      'http://localhost:0',
      '25',
      null,
      mail,
      'inline',
      false,
    );
    this.app = await createApp(config, { clock: this.clock, logger: false });
    await this.app.init();
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = null;
  }

  get up(): boolean {
    return this.app !== null;
  }

  get reader(): Reader {
    return this.running.get(Reader);
  }

  get ingest(): IngestService {
    return this.running.get(IngestService);
  }

  /** How a report that says nothing new reaches the disk. */
  get journal(): GroupCommit {
    return this.running.get(GroupCommit);
  }

  /** Everything the stages do by themselves at this instant. */
  async tick(): Promise<void> {
    await this.running.get(Scheduler).runAll();
    await this.handleEvents();
  }

  /** Asks whether the server hears, with what is stored as old as it gets, and then stores what the beats said. */
  async hear(): Promise<void> {
    await this.running.get(Scheduler).run('state.hearing');
    await this.running.get(Scheduler).run('state.beats');
  }

  /** The sign that the server is alive, alone: between two ticks nothing else is due. */
  pulse(): Promise<void> {
    return this.running.get(Scheduler).run('state.pulse');
  }

  /** Removes whatever is older than it may get. */
  async forget(): Promise<void> {
    const scheduler = this.running.get(Scheduler);
    for (const name of scheduler.names.filter((name) => name.endsWith('.retention')))
      await scheduler.run(name);
  }

  async handleEvents(): Promise<void> {
    await this.running.get(Dispatcher).drain();
  }

  async prepare(beatSeconds: number): Promise<Waits> {
    const programs = this.running.get(Programs);
    for (const id of WEB_SYSTEMS) {
      const fields = { url: `https://${id}.demo.test/`, tabHosts: `${id}.demo.test` };
      await programs.set(id, fields, BY, this.clock.now());
    }
    for (const id of [...WEB_SYSTEMS, HELPER, BROWSER]) await programs.enable(id, BY, this.clock.now());
    const policies = this.running.get(PolicyService);
    await policies.set('beat.seconds', String(beatSeconds), BY, this.clock.now());
    return waitsOf((await policies.current()).policy as unknown as Record<string, number | number[]>);
  }

  /** PCs as an enrolment leaves them, the same number in each center. */
  async enrol({ centers, devices }: Size, clockOff: Script['clockOff']): Promise<SimPc[]> {
    const places = (await this.running.get(Centers).all()).slice(0, centers);
    if (places.length < centers) throw new Error(`the province has ${places.length} centers, not ${centers}`);
    const store = this.running.get(Devices);
    const enrolledAt = this.clock.now();
    return this.running.get(UnitOfWork).run(async (tx) => {
      const pcs: SimPc[] = [];
      for (let place = 0; place < devices; place++) {
        const centerId = places[place % centers]!.id;
        const { hardware } = new SimPc(place, 0, centerId, 0);
        const name = `Quầy ${Math.floor(place / centers) + 1}`;
        const about = { platform: 'windows', agentVersion: '0.1.0', clonedFrom: null, enrolledAt };
        const { id } = await store.add(tx, { centerId, name, hardware, ...about });
        pcs.push(new SimPc(place, id, centerId, clockOff[place] ?? 0));
      }
      return pcs;
    });
  }

  private get running(): NestFastifyApplication {
    if (!this.app) throw new Error('the server is down');
    return this.app;
  }
}

/** A number that this version's policy does not have counts as 0: nothing waits for it. */
function waitsOf(policy: Readonly<Record<string, number | number[]>>): Waits {
  const number = (key: string): number => Number(policy[key] ?? 0);
  const ms = (key: string): number => number(key) * SECOND;
  return {
    beat: ms('beat.seconds'),
    silent: (number('presence.missedBeats') + 0.5) * ms('beat.seconds'),
    gather: ms('center.gatherSeconds'),
    hung: ms('program.hungAfterSeconds'),
    missing: ms('program.missingAfterSeconds'),
    notListening: ms('program.notListeningAfterSeconds'),
    unreachable: ms('web.unreachableAfterSeconds'),
    failing: ms('web.failingAfterSeconds'),
    slow: ms('web.slowAfterSeconds'),
    reopen: ms('incident.reopenSeconds'),
    diskPercent: number('disk.freePercent'),
    clockSkew: ms('clock.skewSeconds'),
    firstTierDays: Math.max(...(policy['certificate.tierDays'] as number[])),
    offDays: number('presence.offWorkingDays'),
  };
}
