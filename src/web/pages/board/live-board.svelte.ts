import type { BoardDelta, BoardView, ServerHello } from '../../../contracts/api/index.js';
import { api, ApiError } from '../../api/client.js';
import { site } from '../../app/site.svelte.js';
import { clock } from '../../lib/clock.svelte.js';
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
  /** When the server last said anything about the board, by its own clock; 0: not yet. */
  heardAt = $state(0);
  #events: EventSource | null = null;
  #timers: ReturnType<typeof setInterval>[] = [];
  #stopped = false;
  readonly #address: (part: '' | '/events') => string;
  readonly #whole: boolean;
  #version: string | null = null;

  /** `province`: the code of the one to show; null shows what the server shows by itself. */
  constructor(
    province: string | null,
    /** Called when the server that answers now has other pages than the one before. */
    private readonly renewed: () => void = () => undefined,
    path = '/api/v1/board',
  ) {
    const query = province === null ? '' : `?province=${encodeURIComponent(province)}`;
    this.#address = (part) => path + part + query;
    this.#whole = province === null;
  }

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
      const view = await api.get<BoardView>(this.#address(''));
      if (this.#stopped) return;
      if (!this.view || view.revision >= this.view.revision) this.view = view;
      this.failure = null;
      this.heardAt = clock.now;
      if (this.link === 'lost' && this.#events?.readyState === EventSource.OPEN) this.link = 'live';
      if (this.#whole) site.learn(view.province);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.#stopped) return;
      this.failure = error;
      if (error.status === 0) this.link = 'lost';
      // Whoever may no longer see it is not left with the last of it.
      if (error.status === 401) this.view = null;
    }
  };

  #listen(): void {
    const events = new EventSource(this.#address('/events'));
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
      // It was refused, not broken: the whole board says why.
      void this.compare();
      this.#timers.push(setTimeout(() => this.#stopped || this.#listen(), RETRY_MS));
    };
    events.addEventListener('server', (event) => {
      const { version } = JSON.parse((event as MessageEvent<string>).data) as ServerHello;
      if (this.#version !== null && this.#version !== version) this.renewed();
      this.#version = version;
    });
    events.addEventListener('board', (event) => {
      this.link = 'live';
      this.#apply(JSON.parse((event as MessageEvent<string>).data) as BoardDelta);
    });
  }

  #apply(delta: BoardDelta): void {
    const { view } = this;
    if (!view || delta.revision <= view.revision) return;
    this.heardAt = clock.now;
    this.changed = delta.centers.map((center) => center.id);
    this.view = withDelta(view, delta);
  }
}
