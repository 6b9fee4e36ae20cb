import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent } from 'node:http';
import { openReadOnly, type ReadOnlyDatabase, UnitOfWork } from '../../../src/platform/database/index.js';
import { Centers, PolicyService } from '../../../src/inventory/index.js';
import { startApp, type TestDevice } from '../../factories/app.js';
import { freshData, type TestData } from '../../factories/database.js';
import { watchWebSystem } from '../../factories/pc.js';
import { ManualClock } from '../../fakes/manual-clock.js';
import { pause, seededRandom, until } from '../random.js';
import { Evidence } from './evidence.js';
import { KilledServer } from './killed-server.js';
import { MailServer } from './mail-server.js';
import { Books, keyOf, SimulatedAgent } from './simulated-agent.js';

const KILLS = Number(process.env['TRUCBAN_TEST_KILLS'] ?? 50);
const AGENTS = Number(process.env['TRUCBAN_TEST_AGENTS'] ?? 200);
const SEED = Number(process.env['TRUCBAN_TEST_SEED'] ?? Date.now() % 1_000_000);
const MINUTES = 60_000;

/** Seconds of silence after which a PC counts as silent: (3 + ½) beats of 4 s. */
const SILENT_AFTER = 14;
/** After these kills the server stays away almost that long, and its slower PCs come back later than that. */
const LONG_ABSENCES = [Math.floor(KILLS / 3), Math.floor((2 * KILLS) / 3)];

const random = seededRandom(SEED);
const books = new Books();
const http = new Agent({ keepAlive: true, keepAliveMsecs: 60_000 });
let data: TestData;
let mail: MailServer;
let server: KilledServer;
let agents: SimulatedAgent[];
let database: ReadOnlyDatabase;
let evidence: Evidence;
let stopped: ReadonlySet<SimulatedAgent> | 'all' = new Set();
let lives: Promise<void>[];

const isStopped = (agent: SimulatedAgent): boolean => stopped === 'all' || stopped.has(agent);

/** 200 PCs in four centers that are always at work, one watched web system, two people who get mail. */
async function prepare(into: TestData): Promise<TestDevice[]> {
  const app = await startApp({ data: into, clock: new ManualClock(Date.now()) });
  await app.signIn('technician');
  await app.signIn('administrator');
  await watchWebSystem(app, 'hotich');
  const policy = {
    'beat.seconds': '4',
    'presence.missedBeats': '3',
    'program.hungAfterSeconds': '5',
    'recovery.holdSeconds': '1',
    // What flaps stays open for half an hour, and here everything has to end.
    'flap.enterScore': '100',
    // No quiet hours: the machine that runs this has its own time, and every mail is to be seen.
    'notices.quietTo': '21:00',
  };
  for (const [key, value] of Object.entries(policy)) {
    await app.app.get(PolicyService).set(key, value, { name: 'test', userId: null }, app.clock.now());
  }
  await app.app.get(UnitOfWork).run(async (tx) => {
    // Public holidays (8) too: the machine that runs this has its own date.
    for (let weekday = 1; weekday <= 8; weekday++) {
      await tx.run(
        'INSERT INTO working_session (center_id, weekday, from_minute, to_minute) VALUES (NULL, ?, 0, 1440)',
        [weekday],
      );
    }
  });
  const centers = (await app.app.get(Centers).all()).slice(0, 4);
  const devices: TestDevice[] = [];
  for (let index = 0; index < AGENTS; index++) {
    devices.push(await app.enrol(centers[index % centers.length]!.id, { name: `Máy ${index + 1}` }));
  }
  await app.stop();
  return devices;
}

beforeAll(async () => {
  console.log(`crash test: seed ${SEED}, ${KILLS} kills, ${AGENTS} agents`);
  data = await freshData({ onDisk: true });
  mail = await MailServer.start(random);
  const devices = await prepare(data);
  server = new KilledServer(data, mail.url);
  database = await openReadOnly(data);
  evidence = new Evidence(database.reader);
  agents = devices.map(
    (device, index) =>
      new SimulatedAgent(device, http, books, random, { hangs: index % 3 === 0, backsOff: index % 4 === 0 }),
  );
}, 2 * MINUTES);

afterAll(async () => {
  stopped = 'all';
  await server?.kill();
  await Promise.all(lives ?? []);
  http.destroy();
  await database?.close();
  await mail?.close();
  await data?.remove();
}, MINUTES);

/** One life of the server: killed while it starts, or at any moment of its first seconds of work. */
async function liveAndDie(): Promise<void> {
  server.start();
  if (random() < 0.1) await pause(random() * 1_000);
  else {
    await server.listening();
    await pause(random() * 1_800);
  }
  await server.kill();
}

describe(`a server that is killed ${KILLS} times under ${AGENTS} agents`, () => {
  it(
    'is killed and started again on the same data, and in the end everything comes to rest',
    async () => {
      lives = agents.map((agent) =>
        agent.live(
          () => server.url,
          () => isStopped(agent),
        ),
      );
      for (let kill = 1; kill <= KILLS; kill++) {
        await liveAndDie();
        if (LONG_ABSENCES.includes(kill)) await pause((SILENT_AFTER - 1.5) * 1000);
      }
      server.start();
      const url = await server.listening();
      // Long enough for a verdict about every PC, were one due.
      await pause((SILENT_AFTER + 4) * 1000);
      for (const agent of agents) agent.heal();
      await until('every change is told and every notice settled', 120, async () => {
        const waiting = await evidence.count('notice', `status IN ('queued', 'connecting', 'handing-over')`);
        return (
          waiting +
            (await evidence.count('outbox')) +
            // That the server itself was unsteady stays true for an hour.
            (await evidence.count('finding', 'ended_at IS NULL AND center_id IS NOT NULL')) ===
          0
        );
      });
      stopped = 'all';
      await Promise.all(lives);
      await Promise.all(agents.map((agent) => agent.settle(url)));
      await until('the last reports are folded', 60, async () => (await evidence.count('outbox')) === 0);
    },
    12 * MINUTES,
  );

  it('was heard: reports were answered, changes told, tickets opened and mails sent meanwhile', async () => {
    const notices = await evidence.noticesByStatus();
    const figures = {
      seed: SEED,
      answered: books.reports.length,
      unanswered: books.unanswered,
      states: books.states.size,
      findings: await evidence.count('finding'),
      incidents: await evidence.count('incident'),
      tickets: await evidence.count('ticket'),
      ticketEvents: await evidence.count('ticket_event'),
      mails: mail.mails.length,
      notices,
      blindSpans: await evidence.count('server_blindness'),
      loggedErrors: server.logged('error').length,
      loggedWarnings: server.logged('warn').length,
    };
    console.log(JSON.stringify(figures));
    console.log([...server.logged('error'), ...server.logged('warn')].slice(0, 8).join('\n'));
    expect(books.reports.length).toBeGreaterThan(AGENTS * 10);
    expect(books.states.size).toBeGreaterThan(AGENTS * 3);
    expect(figures.tickets).toBeGreaterThan(0);
    expect(mail.mails.length).toBeGreaterThan(0);
    expect([...books.unexpected]).toEqual([]);
  });

  it('has lost no report that it answered', async () => {
    expect(await evidence.uncovered(books.reports)).toEqual([]);
  });

  it('has a span for every fault in a report that it answered, and for what holds now', async () => {
    expect(await evidence.withoutSpan(books.states.values())).toEqual([]);
  });

  it('believes of every PC what that PC said last', async () => {
    const said = agents.flatMap(({ device, present }) =>
      present.map((one) => `${device.deviceId}/${keyOf(one)}`),
    );
    expect(await evidence.openSpans()).toEqual(said.sort());
  });

  it('has blamed no PC for its own absences', async () => {
    expect(await evidence.blame()).toEqual([]);
  });

  it('has one incident per cause, one ticket per incident, and has told of each entry once', async () => {
    expect(await evidence.doubles()).toEqual([]);
  });

  it('has sent no mail twice, and none that it calls sent was lost', async () => {
    expect(await evidence.wrongMails(mail.mails)).toEqual([]);
  });

  it(
    'still finds a PC that truly falls silent, and only that',
    async () => {
      const [quiet, ...others] = agents;
      stopped = new Set([quiet!]);
      lives = others.map((agent) =>
        agent.live(
          () => server.url,
          () => isStopped(agent),
        ),
      );
      await until(
        'the silent PC is found',
        2 * SILENT_AFTER + 20,
        async () => (await evidence.blame()).length > 0,
      );
      expect(await evidence.blame()).toEqual([{ rule: 'device-silent', deviceId: quiet!.device.deviceId }]);
    },
    2 * MINUTES,
  );
});
