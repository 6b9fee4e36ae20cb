import { api, ApiError } from './client.js';

/** Long enough for a word to be typed, short enough to feel immediate. */
const PAUSE_MS = 180;

/**
 * What a page shows of one GET address: loading, then a value or a failure. While a newer address loads the older value
 * stays (`busy`), and answers that come too late are dropped.
 */
export class Remote<Value> {
  value = $state.raw<Value | null>(null);
  failure = $state.raw<ApiError | null>(null);
  busy = $state(false);
  #path = '';
  readonly #link: { link?: string };
  #running: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** `link`: the secret of a page that one opens without signing in. */
  constructor(link?: string) {
    this.#link = link === undefined ? {} : { link };
  }

  /** Shows `path`; `fresh` forgets the former value first, as for another thing than before. */
  async load(path: string, { fresh = false } = {}): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#path = path;
    this.busy = true;
    if (fresh) {
      this.value = null;
      this.failure = null;
    }
    try {
      const value = await api.get<Value>(path, { signal: running.signal, ...this.#link });
      if (this.#running !== running) return;
      this.value = value;
      this.failure = null;
    } catch (error) {
      if (this.#running !== running) return;
      if (!(error instanceof ApiError)) throw error;
      this.failure = error;
    }
    this.busy = false;
  }

  /** The same after a pause in typing; null stops what is asked. */
  loadSoon(path: string | null): void {
    clearTimeout(this.#pause);
    if (path === null) this.stop();
    else this.#pause = setTimeout(() => void this.load(path), PAUSE_MS);
  }

  reload = (): Promise<void> => this.load(this.#path);

  stop(): void {
    this.#running?.abort();
    this.#running = null;
  }
}
