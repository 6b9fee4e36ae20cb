/** Open status boards (event-stream clients), and somebody who exports without end. */
import { get } from 'node:http';

/** How long a browser waits before it opens a broken stream again. */
const RETRY_MS = 2_000;

/** One open board: it watches one province, or the nation (`province` null). */
class BoardClient {
  messages = 0;
  bytes = 0;
  breaks = 0;
  #text = '';

  constructor(port, cookie, province, seen) {
    Object.assign(this, { port, cookie, province, seen });
    this.#open();
  }

  close() {
    this.closed = true;
    this.request.destroy();
  }

  #open() {
    const path = `/api/v1/board/events${this.province === null ? '' : `?province=${this.province}`}`;
    this.request = get(
      { port: this.port, path, headers: { cookie: this.cookie }, agent: false },
      (response) => {
        if (response.statusCode !== 200) return this.request.destroy();
        response.setEncoding('utf8');
        response.on('data', (chunk) => this.#read(chunk));
        response.on('close', () => this.#again());
      },
    );
    this.request.on('error', () => this.#again());
  }

  #again() {
    if (this.closed || this.waiting) return;
    this.breaks += 1;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.#text = '';
      if (!this.closed) this.#open();
    }, RETRY_MS);
  }

  #read(chunk) {
    this.bytes += chunk.length;
    this.#text += chunk;
    for (let end = this.#text.indexOf('\n\n'); end >= 0; end = this.#text.indexOf('\n\n')) {
      const block = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + 2);
      if (!block.includes('event: board')) continue;
      this.messages += 1;
      const data = block.slice(block.indexOf('\ndata: ') + 7);
      for (const center of JSON.parse(data).centers ?? []) if (center.openTickets > 0) this.seen(center.id);
    }
  }
}

/**
 * Opens `count` boards, every tenth of the nation and the others of one province each, and measures how long after
 * `expect(centerId)` each of those that show the center shows an open ticket there.
 */
export class Boards {
  latencies = [];
  #unseen = 0;
  #expected = new Map();
  #clients = [];

  open({ port, cookie, count, provinces }) {
    this.#clients = Array.from({ length: count }, (_, index) => {
      const whole = provinces.length > 1 && index % 10 === 9;
      const seenBy = new Set();
      return new BoardClient(port, cookie, whole ? null : provinces[index % provinces.length], (centerId) => {
        const expected = whole ? undefined : this.#expected.get(centerId);
        if (!expected || seenBy.has(expected)) return;
        seenBy.add(expected);
        expected.seen += 1;
        this.latencies.push(performance.now() - expected.at);
      });
    });
  }

  /** From now on somebody who watches the province should see an open ticket at the center. */
  expect(centerId, province) {
    if (!this.#clients.some((client) => client.province === province)) return;
    this.#expected.set(centerId, { at: performance.now(), seen: 0 });
  }

  forget(centerId) {
    if (this.#expected.get(centerId)?.seen === 0) this.#unseen += 1;
    this.#expected.delete(centerId);
  }

  /** Since the last asking. */
  summary() {
    const sum = (key) => this.#clients.reduce((total, client) => total + client[key], 0);
    const figures = {
      clients: this.#clients.length,
      messages: sum('messages'),
      bytes: sum('bytes'),
      breaks: sum('breaks'),
    };
    const { latencies } = this;
    for (const centerId of [...this.#expected.keys()]) this.forget(centerId);
    const unseen = this.#unseen;
    this.#unseen = 0;
    this.latencies = [];
    for (const client of this.#clients) Object.assign(client, { messages: 0, bytes: 0, breaks: 0 });
    return { ...figures, unseen, latencies };
  }

  close() {
    for (const client of this.#clients) client.close();
    this.#clients = [];
  }
}

/** Exports one table after the other until it is stopped. */
export class Exporter {
  files = 0;
  bytes = 0;
  errors = 0;

  constructor(port, cookie) {
    Object.assign(this, { port, cookie });
    this.#next('devices');
  }

  stop() {
    this.stopped = true;
    this.request?.destroy();
    const { files, bytes, errors } = this;
    return { files, bytes, errors };
  }

  #next(kind) {
    if (this.stopped) return;
    const path = `/api/v1/reports/${kind}.csv`;
    const again = () => setTimeout(() => this.#next(kind === 'devices' ? 'certificates' : 'devices'), 1_000);
    this.request = get(
      { port: this.port, path, headers: { cookie: this.cookie }, agent: false },
      (response) => {
        response.on('data', (chunk) => (this.bytes += chunk.length));
        response.on('end', () => {
          if (response.statusCode === 200) this.files += 1;
          else this.errors += 1;
          again();
        });
      },
    );
    this.request.on('error', () => {
      if (this.stopped) return;
      this.errors += 1;
      again();
    });
  }
}
