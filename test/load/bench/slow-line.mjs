/**
 * A line as slow as a commune's: a TCP proxy on 127.0.0.1 in front of a port. Connections take a round trip to open, bytes arrive
 * half a round trip after they were sent, and all connections together share the bits per second of each direction.
 */
import { connect, createServer } from 'node:net';

/** One direction of the line, which all connections share. */
class Direction {
  constructor(bitsPerSecond, delayMs) {
    this.bytesPerMs = bitsPerSecond / 8 / 1000;
    this.delayMs = delayMs;
    this.freeAt = 0;
    this.bytes = 0;
  }

  /** When the last of `bytes` that are sent now has arrived, by `performance.now()`. */
  arrival(bytes) {
    const now = performance.now();
    this.freeAt = Math.max(this.freeAt, now) + bytes / this.bytesPerMs;
    this.bytes += bytes;
    return this.freeAt + this.delayMs;
  }
}

/** So many bytes travel at once, as in packets: a large answer does not arrive in one piece at its end. */
const PACKET = 1_400;

function carry(from, to, direction, notBefore) {
  let last = 0;
  const at = (instant, work) => {
    last = Math.max(last, instant, notBefore);
    setTimeout(() => !to.destroyed && work(), last - performance.now());
  };
  from.on('data', (chunk) => {
    for (let start = 0; start < chunk.length; start += PACKET) {
      const packet = chunk.subarray(start, start + PACKET);
      at(direction.arrival(packet.length), () => to.write(packet));
    }
  });
  from.on('end', () => at(direction.arrival(0), () => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => from.errored && to.destroy());
}

/** Answers the port to connect to, the bytes that came down so far, and how to end it. */
export async function slowLine(port, { bitsPerSecond, roundTripMs }) {
  const up = new Direction(bitsPerSecond, roundTripMs / 2);
  const down = new Direction(bitsPerSecond, roundTripMs / 2);
  const sockets = new Set();
  const proxy = createServer({ allowHalfOpen: true }, (client) => {
    const server = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    // This proxy accepts at once; over a line the handshake takes a round trip before the first byte may leave.
    const open = performance.now() + roundTripMs;
    carry(client, server, up, open + roundTripMs / 2);
    carry(server, client, down, open);
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: proxy.address().port,
    bytesDown: () => down.bytes,
    /** Ends the connections that are open. */
    hangUp,
    close: () => {
      hangUp();
      return new Promise((resolve) => proxy.close(resolve));
    },
  };
}
