import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { EventClient } from '../../src/status/event-client.js';

const STATE = 'x'.repeat(64 * 1024);
/** More than the two sockets of a connection can hold together. */
const MOST_STATES = 2_000;

let server: Server;
let socket: Socket;
afterEach(() => {
  socket.destroy();
  server.close();
});

interface Stream {
  client: EventClient;
  response: ServerResponse;
  room: () => number;
}

/** A stream over a real connection whose browser has asked and does not read. */
async function unreadStream(): Promise<Stream> {
  let rooms = 0;
  const opened = new Promise<Stream>((resolve) => {
    server = createServer((_, response) => {
      response.writeHead(200);
      const client = new EventClient(response, () => (rooms += 1));
      resolve({ client, response, room: () => rooms });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
  return opened;
}

/** States sent until the connection takes no more. */
async function fill({ client }: Stream): Promise<number> {
  let sent = 0;
  for (; client.ready && sent < MOST_STATES; sent += 1) {
    client.send('board', sent, STATE);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sent;
}

describe('a browser that does not read its stream', () => {
  it('has no more than one state waiting for it in memory', async () => {
    const stream = await unreadStream();
    expect(await fill(stream)).toBeLessThan(MOST_STATES);
    expect(stream.response.writableLength).toBeLessThan(2 * STATE.length);
  });

  it('is let go after two heartbeats, and its browser comes back by itself', async () => {
    const stream = await unreadStream();
    await fill(stream);
    stream.client.beat();
    expect(stream.response.destroyed).toBe(false);
    stream.client.beat();
    expect(stream.response.destroyed).toBe(true);
  });

  it('is told the present once it reads again', async () => {
    const stream = await unreadStream();
    await fill(stream);
    const before = stream.room();
    const drained = new Promise((resolve) => stream.response.once('drain', resolve));
    socket.resume();
    await drained;
    expect(stream.room()).toBe(before + 1);
    expect(stream.client.ready).toBe(true);
  });
});
