import type { BoardDelta, BoardView } from '../../../contracts/api/index.js';
import { api, ApiError } from '../../api/client.js';
import { site } from '../../app/site.svelte.js';
import { withDelta } from './board-delta.js';

/** The browser retries a broken stream by itself, but not one that was refused (a restarting proxy answers 502). */
const RETRY_MS = 5000;
/**
 * Even a silent stream is compared with the whole board this often: a connection that died without a word (a phone that
 * slept) must not show an old province as the present one.
 */
const COMPARE_MS = 60_000;

export type Link = 'connecting' | 'live' | 'lost';

/** The board, kept current: the whole of it once, then the changed centers as the server tells them. */
export class LiveBoard {
  view = $state.raw<BoardView | null>(null);
  failure = $state.raw<ApiError | null>(null);
  link = $state<Link>('connecting');
  /** Centers changed by the last event; their tiles fade once. */
  changed = $state.raw<readonly number[]>([]);
  #events: EventSource | null = null;
  #timers: ReturnType<typeof setInterval>[] = [];
  #stopped = false;

  start(): () => void {
    this.#listen();
    this.#timers.push(setInterval(() => void this.compare(), COMPARE_MS));
    const onVisible = () => {
      if (document.visibilityState === 'visible') void this.compare();
    };
    document.addEventListener('visibilitychange', onVisible);
    void this.compare();
    return () => {
      this.#stopped = true;
      document.removeEventListener('visibilitychange', onVisible);
      this.#timers.forEach(clearInterval);
      this.#events?.close();
    };
  }

  /** Reads the whole board. */
  compare = async (): Promise<void> => {
    try {
      const view = await api.get<BoardView>('/api/v1/board');
      if (this.#stopped) return;
      if (!this.view || view.revision >= this.view.revision) this.view = view;
      this.failure = null;
      site.learn(view.province);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#stopped) return;
      this.failure = error;
      if (error.status === 0) this.link = 'lost';
    }
  };

  #listen(): void {
    const events = new EventSource('/api/v1/board/events');
    this.#events = events;
    events.onopen = () => {
      this.link = 'live';
      // What changed while nobody listened is not told again.
      void this.compare();
    };
    events.onerror = () => {
      this.link = 'lost';
      if (events.readyState !== EventSource.CLOSED) return;
      events.close();
      this.#timers.push(setTimeout(() => this.#stopped || this.#listen(), RETRY_MS));
    };
    events.addEventListener('board', (event) => {
      this.link = 'live';
      this.#apply(JSON.parse((event as MessageEvent<string>).data) as BoardDelta);
    });
  }

  #apply(delta: BoardDelta): void {
    const { view } = this;
    if (!view || delta.revision <= view.revision) return;
    this.changed = delta.centers.map((center) => center.id);
    this.view = withDelta(view, delta);
  }
}
