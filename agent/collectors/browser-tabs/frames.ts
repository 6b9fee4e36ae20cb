/**
 * Chrome's native-messaging framing: a 32-bit length in the machine's byte order (little-endian wherever Chrome runs),
 * then so many bytes of JSON. The agent's local channel uses the same, so the native host only passes frames on.
 */

const HEADER_BYTES = 4;

/** Chrome's own limit towards the browser, and far above a full watch list or picture of 256 programs. */
export const MAX_FRAME_BYTES = 1024 * 1024;

export class FrameError extends Error {}

export function encodeFrame(body: Uint8Array): Buffer {
  if (body.length > MAX_FRAME_BYTES) throw new FrameError(`frame of ${body.length} bytes`);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(body.length);
  return Buffer.concat([header, body]);
}

export function encodeMessage(message: unknown): Buffer {
  return encodeFrame(Buffer.from(JSON.stringify(message)));
}

/** Cuts a byte stream into frames. Never holds more than one frame that is not yet complete. */
export class FrameReader {
  private held: Buffer = Buffer.alloc(0);

  /** @throws FrameError when a frame announces more than the limit; the stream cannot be followed any further. */
  push(chunk: Uint8Array): Buffer[] {
    this.held = Buffer.concat([this.held, chunk]);
    const frames: Buffer[] = [];
    while (this.held.length >= HEADER_BYTES) {
      const length = this.held.readUInt32LE();
      if (length > MAX_FRAME_BYTES) throw new FrameError(`frame announces ${length} bytes`);
      if (this.held.length < HEADER_BYTES + length) break;
      frames.push(this.held.subarray(HEADER_BYTES, HEADER_BYTES + length));
      this.held = this.held.subarray(HEADER_BYTES + length);
    }
    return frames;
  }
}
