import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash, randomUUID } from 'node:crypto';
import { INVENTED, Users } from '../../src/access/index.js';
import { createApp, startListening, type AppOptions } from '../../src/app.js';
import type { EnrolmentReply } from '../../src/contracts/agent/index.js';
import type { Role } from '../../src/contracts/api/index.js';
import { Centers, JoinCodes } from '../../src/inventory/index.js';
import { Config } from '../../src/platform/config/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { comeToRest } from '../../src/platform/scheduler/index.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { freshData, type TestData } from './database.js';

/** A body as it came over the wire; specs read it freely, or name its type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each spec asserts what it reads
export type Body = any;

export interface Answer<T = Body> {
  status: number;
  headers: Headers;
  body: T;
}

/** Who asks: a signed-in person, a PC, or nobody. */
export interface Caller {
  headers: Record<string, string>;
}

export interface TestPerson extends Caller {
  id: number;
  login: string;
}

export interface TestDevice extends Caller {
  deviceId: number;
  centerId: number;
  token: string;
  hardware: string;
}

export interface StartOptions extends AppOptions {
  clock?: ManualClock;
  /** Data of an application that was stopped: the restart of a server. */
  data?: TestData;
  /** The test itself keeps a unit of work waiting. */
  holdsUnits?: boolean;
  config?: Partial<
    Pick<Config, 'publicUrl' | 'provinceCode' | 'smtpUrl' | 'imapUrl' | 'mailFrom' | 'selfMoving'>
  >;
}

const PASSWORD = 'mật khẩu để thử 1';

/** A digest such as agents send for their hardware. */
export const hardwareOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/**
 * The real application on a real database, listening on a free port. Only time is fake, and nothing moves by itself: move
 * the clock, then `settle()`.
 */
export class TestApp {
  private readonly people = new Map<Role, TestPerson>();

  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly clock: ManualClock,
    readonly data: TestData,
    private readonly holdsUnits: boolean,
  ) {}

  static async start(options: StartOptions = {}): Promise<TestApp> {
    const clock = options.clock ?? new ManualClock();
    const data = options.data ?? (await freshData());
    const config = testConfig(data, options.config);
    try {
      const app = await createApp(config, { logger: false, passwordCost: INVENTED, ...options, clock });
      const port = await startListening(app, config);
      return new TestApp(app, `http://127.0.0.1:${port}`, clock, data, options.holdsUnits ?? false);
    } catch (error) {
      if (!options.data) await data.remove();
      throw error;
    }
  }

  /** Runs periodic work and waiting events until nothing is due at this instant. */
  settle(): Promise<void> {
    return comeToRest(this.app);
  }

  async advance(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await this.settle();
  }

  async request<T = Body>(
    method: string,
    path: string,
    { as, body, headers = {} }: { as?: Caller; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...as?.headers,
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  }

  get<T = Body>(path: string, as?: Caller): Promise<Answer<T>> {
    return this.request<T>('GET', path, { as });
  }

  post<T = Body>(path: string, body: unknown, as?: Caller): Promise<Answer<T>> {
    return this.request<T>('POST', path, { as, body });
  }

  delete<T = Body>(path: string, as?: Caller): Promise<Answer<T>> {
    return this.request<T>('DELETE', path, { as });
  }

  /** A person of this role, signed in, a center's people of Lạc Lương; the same one each time, signed in anew when the clock has ended the session. */
  async signIn(role: Role): Promise<TestPerson> {
    const known = this.people.get(role);
    if (known && (await this.get('/api/v1/session', known)).status === 200) return known;
    const login = `${role}-1`;
    const id = known?.id ?? (await this.addUser(login, role));
    const answer = await this.post('/api/v1/session', { login, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${JSON.stringify(answer.body)}`);
    const person = { id, login, headers: { cookie: cookieOf(answer) } };
    this.people.set(role, person);
    return person;
  }

  private async addUser(login: string, role: Role): Promise<number> {
    const isOfCenter = role === 'clerk' || role === 'center_head';
    const center = isOfCenter ? await this.centerId() : null;
    const person = { login, name: login, role, center, email: `${login}@example.vn`, password: PASSWORD };
    const users = this.app.get(Users);
    const present = (await users.all()).find((user) => user.login === login);
    return (present ?? (await users.add(person, null, this.clock.now()))).id;
  }

  /** Id of a center by the code of its commune; Lạc Lương unless told. */
  async centerId(communeCode = '05362'): Promise<number> {
    const center = await this.app.get(Centers).byIdOrCommuneCode(communeCode);
    if (!center) throw new Error(`no center for commune ${communeCode}`);
    return center.id;
  }

  async joinCode(centerId: number, uses = 1): Promise<string> {
    const view = await this.app
      .get(JoinCodes)
      .create(centerId, { validHours: 48, uses }, null, this.clock.now());
    return view.code ?? '';
  }

  /** A PC that has just enrolled with a join code of the center. */
  async enrol(
    centerId?: number,
    { name = 'Quầy 1', hardware = hardwareOf(randomUUID()) }: { name?: string; hardware?: string } = {},
  ): Promise<TestDevice> {
    const center = centerId ?? (await this.centerId());
    const answer = await this.post<EnrolmentReply>('/api/agent/v1/enrolments', {
      v: 1,
      joinCode: await this.joinCode(center),
      hardware,
      platform: 'windows',
      deviceName: name,
      agentVersion: '0.1.0',
    });
    if (answer.status !== 201) throw new Error(`enrolment: ${answer.status} ${JSON.stringify(answer.body)}`);
    const { deviceId, token } = answer.body;
    return {
      deviceId,
      centerId: center,
      token,
      hardware,
      headers: { authorization: `Bearer ${token}` },
    };
  }

  /** Stops the server and keeps its data, for `startApp({ data })`. */
  async stop(): Promise<TestData> {
    await this.app.close();
    return this.data;
  }

  /** @throws Error when a unit of work waited for something else than the database, unless the test held one up itself. */
  async close(): Promise<void> {
    const held = this.app.get(UnitOfWork).heldUp;
    await this.app.close();
    await this.data.remove();
    if (held > 0 && !this.holdsUnits)
      throw new Error(`${held} units of work let the event loop turn while everybody who writes waited`);
  }
}

export const startApp = (options?: StartOptions): Promise<TestApp> => TestApp.start(options);

/** `name=value` of the cookie that an answer sets. */
export function cookieOf(answer: Answer): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function testConfig(data: TestData, given: StartOptions['config'] = {}): Config {
  return new Config(
    '127.0.0.1',
    0,
    data.dataDir,
    data.databaseUrl,
    given.publicUrl ?? 'http://localhost:0',
    given.provinceCode ?? '25',
    given.smtpUrl ?? null,
    given.mailFrom ?? 'Trực Ban <trucban@example.vn>',
    'inline',
    given.selfMoving ?? false,
    'inline',
    false,
    null,
    given.imapUrl ?? null,
  );
}
