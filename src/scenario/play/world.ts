import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { INVENTED, type PasswordCost } from '../../access/index.js';
import { Centers, JoinCodes, PolicyService } from '../../inventory/index.js';
import type { Channel } from '../../notifications/index.js';
import { type Clock, ManualClock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { fold } from '../../platform/i18n/index.js';
import { comeToRest } from '../../platform/scheduler/index.js';
import type { Prober } from '../../state/index.js';
import type { CenterRole, CertificateRole } from '../format/cast.js';
import type { Scenario } from '../format/scenario.js';
import { CannotHappen } from './cannot-happen.js';
import { MailCollector } from './mail-collector.js';
import { PlayedProber } from './played-prober.js';
import { Office } from './office.js';
import { SimulatedPc } from './simulated-pc.js';

/** What boot hands in: how an application is made and put on its port, on real stages and a real database. */
export interface Boot {
  createApp(
    config: Config,
    options: { clock: Clock; channel: Channel; prober: Prober; passwordCost: PasswordCost; logger: false },
  ): Promise<NestFastifyApplication>;
  startListening(app: NestFastifyApplication, config: Config): Promise<number>;
}

/** Where one scenario keeps everything; empty before it and of no use after it. */
export interface ScratchData {
  dataDir: string;
  databaseUrl: string | null;
}

interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** A province in a test tube: the real server, simulated PCs and people, and a clock that only the player moves. */
export class World {
  readonly clock: ManualClock;
  readonly mail = new MailCollector();
  readonly prober = new PlayedProber();
  readonly office: Office;
  beatMs = 30_000;
  /** What was begun and happens by itself later; by true time. */
  readonly pending: { at: number; run: () => Promise<void> }[] = [];
  private readonly pcs = new Map<string, SimulatedPc>();
  private readonly centers = new Map<string, number>();
  private app: NestFastifyApplication | null = null;
  private url = '';
  /** Server clock minus true time, ms. */
  private serverClockOff = 0;

  constructor(
    private readonly boot: Boot,
    private readonly data: ScratchData,
    private readonly scenario: Scenario,
  ) {
    this.clock = new ManualClock(scenario.startsAt);
    this.office = new Office(this);
  }

  /** True time: what the clocks on the walls of the centers show. */
  get now(): number {
    return this.clock.now() - this.serverClockOff;
  }

  get serverNow(): number {
    return this.clock.now();
  }

  get provinceCode(): string {
    return this.scenario.provinceCode;
  }

  get serverIsUp(): boolean {
    return this.app !== null;
  }

  async begin(): Promise<void> {
    await this.startServer();
    for (const [name, role] of this.scenario.cast.centers) this.centers.set(name, await this.found(role));
    await this.office.employ(this.scenario.cast.people);
    for (const deed of this.scenario.settings) await deed.run(this);
    const { policy } = await this.get(PolicyService).current();
    this.beatMs = policy['beat.seconds'] * 1000;
    for (const [name, { center, name: deviceName, sessionOf }] of this.scenario.cast.pcs) {
      const first = sessionOf === null ? null : this.pc(sessionOf);
      this.pcs.set(name, new SimulatedPc(this, name, deviceName, center, first ? 2 : 1, first));
    }
  }

  get firstCenter(): number | null {
    return [...this.centers.values()][0] ?? null;
  }

  pc(name: string): SimulatedPc {
    const pc = this.pcs.get(name);
    if (!pc) throw new Error(`no PC ${name}`);
    return pc;
  }

  allPcs(): SimulatedPc[] {
    return [...this.pcs.values()];
  }

  certificate(name: string): CertificateRole {
    const role = this.scenario.cast.certificates.get(name);
    if (!role) throw new Error(`no certificate ${name}`);
    return role;
  }

  centerId(name: string): number {
    const id = this.centers.get(name);
    if (id === undefined) throw new Error(`no center ${name}`);
    return id;
  }

  /** As the scenario calls it, or null. */
  centerName(id: number | null): string | null {
    return [...this.centers].find(([, known]) => known === id)?.[0] ?? null;
  }

  pcName(deviceId: number | null): string | null {
    return deviceId === null ? null : (this.allPcs().find((pc) => pc.deviceId === deviceId)?.name ?? null);
  }

  get<T>(service: Type<T> | (abstract new (...never: never[]) => T)): T {
    if (!this.app) throw new CannotHappen('the server is down: bring it up first (`server: up`)');
    return this.app.get(service);
  }

  async startServer(): Promise<void> {
    if (this.app) throw new CannotHappen('the server is up already');
    const config = this.config();
    const { clock, mail: channel, prober } = this;
    const options = { clock, channel, prober, passwordCost: INVENTED, logger: false } as const;
    this.app = await this.boot.createApp(config, options);
    this.url = `http://127.0.0.1:${await this.boot.startListening(this.app, config)}`;
  }

  async stopServer(): Promise<void> {
    const { app } = this;
    if (!app) throw new CannotHappen('the server is down already');
    this.app = null;
    await app.close();
  }

  async end(): Promise<void> {
    await this.app?.close();
    this.app = null;
  }

  later(delayMs: number, run: () => Promise<void>): void {
    this.pending.push({ at: this.now + delayMs, run });
  }

  jumpServerClock(milliseconds: number): void {
    this.serverClockOff += milliseconds;
    this.clock.jump(milliseconds);
  }

  async joinCode(center: string): Promise<string> {
    const asked = { validHours: 48, uses: 1 };
    const { code } = await this.get(JoinCodes).create(this.centerId(center), asked, null, this.serverNow);
    return code ?? '';
  }

  settle(): Promise<void> {
    return comeToRest(this);
  }

  async request<T>(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
  ): Promise<Answer<T>> {
    if (!this.app) throw new CannotHappen('the server is down');
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const init = { method, headers: { ...json, ...headers }, body: body && JSON.stringify(body) };
    const response = await fetch(this.url + path, init as RequestInit);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as T,
    };
  }

  private config(): Config {
    const { dataDir, databaseUrl } = this.data;
    const { provinceCode } = this.scenario;
    // The address of mails goes nowhere: the collector is the channel.
    const [publicUrl, smtpUrl, from] = [
      'https://trucban.example.vn',
      'smtp://collector.invalid',
      'Trực Ban <a@b.vn>',
    ];
    return new Config(
      ...(['127.0.0.1', 0, dataDir, databaseUrl, publicUrl, provinceCode, smtpUrl, from] as const),
      'inline',
      false,
    );
  }

  private async found({ communeCode, name, expectedPcs }: CenterRole): Promise<number> {
    const id = communeCode === null ? await this.invent(name ?? '') : await this.ofCommune(communeCode);
    if (expectedPcs !== null) {
      await this.get(UnitOfWork).run((tx) =>
        tx.run('UPDATE center SET expected_devices = ? WHERE id = ?', [expectedPcs, id]),
      );
    }
    return id;
  }

  private async ofCommune(code: string): Promise<number> {
    const center = await this.get(Centers).byIdOrCommuneCode(code);
    if (center) return center.id;
    throw new CannotHappen(
      `province ${this.scenario.provinceCode} has no commune "${code}"; set \`province\` or name an invented center`,
    );
  }

  private invent(name: string): Promise<number> {
    const { provinceCode } = this.scenario;
    const number = this.centers.size + 1;
    const code = `99${String(number).padStart(3, '0')}`;
    const now = this.serverNow;
    return this.get(UnitOfWork).run(async (tx) => {
      await tx.run('INSERT INTO commune (code, province_code, name) VALUES (?, ?, ?)', [
        ...[code, provinceCode, name],
      ]);
      const row = await tx.row<{ id: number }>(
        `INSERT INTO center (commune_code, province_code, name, full_name, folded, public_link, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        [code, provinceCode, name, `Trung tâm ${name}`, fold(name), `invented-${number}`, now],
      );
      return row?.id ?? 0;
    });
  }
}
