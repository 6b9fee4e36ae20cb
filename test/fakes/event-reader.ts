/** Reads server-sent events as a browser does, one after the other. */
export interface ReadEvent<T> {
  id: string;
  data: T;
}

const PATIENCE_MS = 5_000;

export class EventReader {
  private text = '';
  private readonly decoder = new TextDecoder();

  private constructor(
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly abort: AbortController,
  ) {}

  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
      throw new Error('no event stream');
    return new EventReader(response.body.getReader(), abort);
  }

  /** The next event of this name; comments are passed over. */
  async next<T = unknown>(name: string): Promise<ReadEvent<T>> {
    for (;;) {
      const block = await this.block();
      if (block === null) throw new Error('the stream ended');
      const fields = new Map(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      if (fields.get('event') === name) {
        return { id: fields.get('id') ?? '', data: JSON.parse(fields.get('data') ?? 'null') as T };
      }
    }
  }

  /** Waits for a comment, which is what a heartbeat is. */
  async comment(): Promise<void> {
    for (;;) {
      const block = await this.block();
      if (block === null) throw new Error('the stream ended');
      if (block.startsWith(':')) return;
    }
  }

  /** Waits until the server ends the stream. */
  async ended(): Promise<void> {
    while ((await this.block()) !== null);
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.reader.closed.catch(() => undefined);
  }

  private async block(): Promise<string | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        return block;
      }
      const { value, done } = await this.read();
      if (done) return null;
      this.text += this.decoder.decode(value, { stream: true });
    }
  }

  private async read(): Promise<{ value?: Uint8Array; done: boolean }> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no event within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    });
    return Promise.race([this.reader.read(), late]).finally(() => clearTimeout(timer));
  }
}
