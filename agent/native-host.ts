import type { Readable, Writable } from 'node:stream';
import type { Socket } from 'node:net';
import { channelAddress, open } from './collectors/browser-tabs/channel.js';
import { encodeFrame, FrameReader } from './collectors/browser-tabs/frames.js';

/** So much may wait for a browser that does not read; a watch list is a few KB. Beyond it the host gives up. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

export interface NativeHostOptions {
  /** The state directory of the agent that this host speaks for. */
  stateDirectory: string;
  /** Chrome's end: its frames come in here and leave there. Nothing else may be written to standard output. */
  input?: Readable;
  output?: Writable;
}

/**
 * The process that the browser starts for the extension. It passes frames between the browser and the agent, and ends
 * when the browser closes its end. While no agent listens, frames are dropped: each is a whole picture, and the agent
 * asks for a new one when it is connected again. It sets no timers: the extension's pulse is the beat to reconnect by.
 */
export async function runNativeHost(options: NativeHostOptions): Promise<void> {
  const { input = process.stdin, output = process.stdout } = options;
  const relay = new Relay(await channelAddress(options.stateDirectory), output);
  const reader = new FrameReader();
  // The browser may go away while we write to it; the end of its input says the same.
  output.on('error', () => input.destroy());
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      for (const frame of reader.push(chunk)) await relay.toAgent(frame);
    }
  } catch {
    // A browser that was killed, or a stream that is not native messaging: either way there is nobody to talk to.
  } finally {
    relay.close();
  }
}

class Relay {
  private agent: Socket | null = null;

  constructor(
    private readonly address: string,
    private readonly browser: Writable,
  ) {}

  async toAgent(frame: Buffer): Promise<void> {
    this.agent ??= await this.connect();
    // An agent that does not read for so long is stuck: what it misses comes again with the next pulse.
    if (this.agent && this.agent.writableLength < MAX_WAITING_BYTES) this.agent.write(encodeFrame(frame));
  }

  close(): void {
    this.agent?.destroy();
  }

  private async connect(): Promise<Socket | null> {
    const socket = await open(this.address);
    if (!socket) return null;
    const reader = new FrameReader();
    socket.on('data', (chunk) => {
      try {
        for (const frame of reader.push(chunk)) this.toBrowser(frame);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.agent === socket) this.agent = null;
    });
    return socket;
  }

  private toBrowser(frame: Buffer): void {
    if (this.browser.writableLength > MAX_WAITING_BYTES) throw new Error('the browser does not read');
    this.browser.write(encodeFrame(frame));
  }
}
