/** The server under test with its database, its figures, and the questions that a phase asks them. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DIST, end, progress, residentMb, rounded, startServer } from '../bench/processes.mjs';
import { openStore } from './store.mjs';

const EVERY_DAY = 'T2-CN=00:00-24:00';
/** What `monitorEventLoopDelay` measures includes the period of its own timer. */
const MONITOR_PERIOD_MS = 10;

export class Server {
  constructor({ folder, databaseUrl, province, nodeOptions }) {
    this.folder = folder;
    this.file = join(folder, 'trucban.sqlite');
    this.databaseUrl = databaseUrl;
    this.nodeOptions = nodeOptions;
    this.environment = {
      TRUCBAN_PROVINCE: province,
      // Its systems are invented: there is nothing to try.
      TRUCBAN_SERVER_PROBE: 'off',
      ...(databaseUrl ? { TRUCBAN_DATABASE_URL: databaseUrl } : {}),
    };
  }

  async start() {
    const { nodeOptions, port } = this;
    const environment = { ...this.environment, ...(port ? { TRUCBAN_PORT: String(port) } : {}) };
    const started = await startServer(this.folder, { nodeOptions, environment });
    this.child = started.child;
    this.port = started.port;
  }

  stop() {
    return end(this.child);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  store() {
    return openStore({ databaseUrl: this.databaseUrl, file: this.file });
  }

  /** Centers work around the clock, so that the hour at which the bench runs decides nothing. */
  workAroundTheClock() {
    const environment = { ...process.env, ...this.environment, TRUCBAN_DATA_DIR: this.folder };
    execFileSync(process.execPath, [join(DIST, 'cli.js'), 'calendar', 'set', EVERY_DAY], {
      env: environment,
    });
  }

  /** Event-loop delay since the last asking, ms. */
  async loop() {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const of = (name) =>
      Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(text)?.[1]) * 1000 -
      MONITOR_PERIOD_MS;
    return { p50Ms: of('p50'), p99Ms: of('p99'), maxMs: of('max') };
  }

  rssMb() {
    return residentMb(this.child);
  }

  /** The write-ahead log as it stands: it must not grow for ever. Null where there is none (PostgreSQL). */
  walMb() {
    return this.databaseUrl ? null : rounded(statSync(`${this.file}-wal`).size / 1e6);
  }

  /** Waits until everything that was accepted is folded and judged. */
  async settled(seconds = 300) {
    const store = this.store();
    try {
      for (const deadline = Date.now() + seconds * 1000; ; await pause(250)) {
        const [{ waiting }] = await store.all(
          'SELECT COUNT(*) AS waiting FROM outbox WHERE due_at <= created_at + 60000',
        );
        if (Number(waiting) === 0) return;
        if (Date.now() > deadline)
          throw new Error(`${waiting} events are still not handled after ${seconds} s`);
      }
    } finally {
      await store.close();
    }
  }

  /** Tickets opened since `from` that none of the `injected` faults explains. */
  async falseTickets(from, injected) {
    const store = this.store();
    const tickets = await store.all(
      // The bench starts its server three times within the hour, which is a cause.
      `SELECT ticket.number, ticket.device_id AS device, ticket.title_vi AS title, ticket.place FROM ticket
       LEFT JOIN incident ON incident.id = ticket.incident_id LEFT JOIN finding ON finding.id = incident.lead_finding_id
       WHERE ticket.origin = 'detection' AND ticket.opened_at >= ${from} AND COALESCE(finding.rule, '') <> 'server-unsteady'`,
    );
    await store.close();
    const explained = new Set(injected);
    const wrong = tickets.filter(({ device }) => device === null || !explained.has(Number(device)));
    for (const { number, title, place } of wrong.slice(0, 5))
      progress(`  no cause: ${number} ${title} · ${place}`);
    return { opened: tickets.length, wrong: wrong.length };
  }

  async count(sql) {
    const store = this.store();
    const [row] = await store.all(sql);
    await store.close();
    return Number(Object.values(row)[0]);
  }

  /** How long a page of the API takes now, ms; the median and the worst of some tries. */
  async timed(path, cookie, tries = 5) {
    const times = [];
    let bytes = 0;
    for (let turn = 0; turn < tries; turn++) {
      const from = performance.now();
      const response = await fetch(`${this.url}${path}`, {
        headers: { cookie, 'accept-encoding': 'identity' },
      });
      bytes = (await response.text()).length;
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    return { medianMs: times[Math.floor(tries / 2)], worstMs: times.at(-1), bytes };
  }
}
