import type { ServerResponse } from 'node:http';

/** How long the browser waits before it opens a broken stream again. */
const RETRY_MS = 2_000;
/** Heartbeats a client may fail to take before it is let go; it comes back by itself. */
const LONGEST_STALL_BEATS = 2;

/** Says whether the person behind a stream may still see it. */
export type StillAllowed = (now: number) => Promise<boolean>;

/** Lets go whoever may no longer listen. When the database does not answer, nobody is sent away for it. */
export async function letGo(
  clients: Iterable<readonly [EventClient, StillAllowed]>,
  now: number,
): Promise<void> {
  for (const [client, stillAllowed] of clients)
    if (!(await stillAllowed(now).catch(() => true))) client.close();
}

/**
 * One browser that listens. What it does not take is not piled up: while its socket is full nothing more is written, and
 * when it has room again it gets the whole present state.
 */
export class EventClient {
  /** Revision of the last state that was written to it; null: none yet. */
  revision: number | null = null;
  private full = false;
  private stalledBeats = 0;

  constructor(
    private readonly response: ServerResponse,
    onRoom: () => void,
  ) {
    response.on('drain', () => {
      this.full = false;
      this.stalledBeats = 0;
      onRoom();
    });
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  get ready(): boolean {
    return !this.full && !this.response.destroyed;
  }

  send(name: string, revision: number, data: string): void {
    this.revision = revision;
    this.write(`id: ${revision}\nevent: ${name}\ndata: ${data}\n\n`);
  }

  /** Something beside the state: it has no revision. */
  tell(name: string, data: string): void {
    this.write(`event: ${name}\ndata: ${data}\n\n`);
  }

  /** A comment that keeps proxies from closing the line. */
  beat(): void {
    if (!this.full) return this.write(':\n\n');
    this.stalledBeats += 1;
    if (this.stalledBeats >= LONGEST_STALL_BEATS) this.response.destroy();
  }

  close(): void {
    if (this.full) this.response.destroy();
    else this.response.end();
  }

  private write(text: string): void {
    if (!this.response.write(text)) this.full = true;
  }
}
