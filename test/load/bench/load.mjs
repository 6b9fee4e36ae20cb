/**
 * The load, a process of its own on a core of its own. It speaks HTTP/1.1 over plain sockets, because Node's own client
 * would need more of its core than the server needs of the other. Orders come and figures go over the IPC channel.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { ReportBody } from './report-body.mjs';

const PATH = '/api/agent/v1/reports';

/** One kept connection that carries one request after the other for its share of the PCs. */
class Client {
  #pending = null;
  #received = '';

  constructor(port, devices) {
    this.devices = devices;
    this.turn = 0;
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => this.#read(chunk));
    this.socket.on('error', () => this.#settle(0));
    this.socket.on('close', () => this.#settle(0));
  }

  nextDevice() {
    const device = this.devices[this.turn % this.devices.length];
    this.turn += 1;
    return device;
  }

  /** Resolves to the status of the answer once the whole answer is here; 0 when the connection broke. */
  send({ token, port }, body) {
    return new Promise((resolve) => {
      this.#pending = resolve;
      this.socket.write(
        `POST ${PATH} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n` +
          `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: keep-alive\r\n\r\n${body}`,
        'latin1',
      );
    });
  }

  #read(chunk) {
    this.#received += chunk;
    const head = this.#received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < head + 4 + length) return;
    const status = Number(this.#received.slice(9, 12));
    if (status !== 202) process.send({ refused: this.#received.slice(head + 4, head + 300), status });
    this.#received = '';
    this.#settle(status);
  }

  #settle(status) {
    const resolve = this.#pending;
    this.#pending = null;
    resolve?.(status);
  }
}

const [devicesFile, clientCount, changeShare] = process.argv.slice(2);
const devices = JSON.parse(readFileSync(devicesFile, 'utf8'));
const changesEvery = Math.round(1 / Number(changeShare));
/** Per server, because each has heard its own beats only. */
const fleets = new Map();

function fleetOf(port) {
  if (!fleets.has(port)) {
    const pcs = devices.map((device) => ({ token: device.token, port, body: new ReportBody(device) }));

    const clients = Array.from(
      { length: Number(clientCount) },
      (_, index) =>
        new Client(
          port,
          pcs.filter((_, turn) => turn % Number(clientCount) === index),
        ),
    );
    fleets.set(port, { pcs, clients, sent: 0, answered: 0 });
  }
  return fleets.get(port);
}

/** Every PC once: what a server hears first of a PC is news, and is not what is measured. */
async function introduce(port) {
  const { clients } = fleetOf(port);
  let errors = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (const device of client.devices)
        if ((await client.send(device, device.body.next(Date.now()))) !== 202) errors += 1;
    }),
  );
  return { errors };
}

async function measure(port, seconds) {
  const fleet = fleetOf(port);
  const latencies = [];
  const figures = { beats: 0, changes: 0, errors: 0 };
  const from = performance.now();
  const end = from + seconds * 1000;
  await Promise.all(fleet.clients.map((client) => beatUntil(end, fleet, client, figures, latencies)));
  const lasted = (performance.now() - from) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { ...figures, seconds: lasted, perSecond: figures.beats / lasted, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function beatUntil(end, fleet, client, figures, latencies) {
  for (let now = performance.now(); now < end; now = performance.now()) {
    const device = client.nextDevice();
    fleet.sent += 1;
    if (fleet.sent % changesEvery === 0) {
      device.body.change(Date.now());
      figures.changes += 1;
    }
    const status = await client.send(device, device.body.next(Date.now()));
    if (status === 202) {
      figures.beats += 1;
      fleet.answered += 1;
    } else {
      figures.errors += 1;
      // A server that is gone answers at once; do not spin.
      if (status === 0) return;
    }
    latencies.push(performance.now() - now);
  }
}

const orders = {
  introduce: ({ port }) => introduce(port),
  measure: ({ port, seconds }) => measure(port, seconds),
  answered: ({ port }) => fleetOf(port).answered,
};
process.on('message', async ({ id, order, ...details }) => {
  process.send({ id, figures: await orders[order](details) });
});
process.on('disconnect', () => process.exit(0));
