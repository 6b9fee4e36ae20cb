/** HTTP/1.1 over plain sockets: Node's own client would need more of its core than the server needs of the other. */
import { connect } from 'node:net';

const PATIENCE_MS = 20_000;
/** Loopback addresses to call from: one alone has 28,000 ports, fewer than a nation closes in the minute they rest. */
const SOURCES = 12;
let turn = 0;

/** One socket that carries one request at a time. */
export class Connection {
  #settle = null;
  #received = '';

  constructor(port) {
    turn = (turn + 1) % SOURCES;
    this.socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${turn + 2}`, noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.setTimeout(0);
    this.socket.on('data', (chunk) => this.#read(chunk));
    this.socket.on('error', (error) => {
      this.code = error.code;
      this.#done(0);
    });
    this.socket.on('close', () => {
      this.closed = true;
      this.#done(0);
    });
  }

  /** Resolves to { status, body } once the whole answer is here; status 0 when the connection broke or nobody answered. */
  send(port, token, body, kept) {
    return new Promise((resolve) => {
      const patience = setTimeout(() => {
        this.code = 'NO_ANSWER';
        this.socket.destroy();
      }, PATIENCE_MS);
      this.#settle = (answer) => {
        clearTimeout(patience);
        resolve(answer);
      };
      if (this.closed) return this.#done(0);
      const bytes = Buffer.byteLength(body);
      this.socket.write(
        `POST /api/agent/v1/reports HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n` +
          `content-type: application/json\r\ncontent-length: ${bytes}\r\nconnection: ${kept ? 'keep-alive' : 'close'}\r\n\r\n${body}`,
      );
    });
  }

  end() {
    this.socket.destroy();
  }

  #read(chunk) {
    this.#received = this.#received === '' ? chunk : this.#received + chunk;
    const head = this.#received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < head + 4 + length) return;
    const status = Number(this.#received.slice(9, 12));
    const body = this.#received.slice(head + 4, head + 4 + length);
    this.#received = '';
    this.#done(status, body);
  }

  #done(status, body = this.code ?? 'closed') {
    const settle = this.#settle;
    this.#settle = null;
    settle?.({ status, body });
  }
}
