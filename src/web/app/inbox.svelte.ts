import type { Inbox, InboxHint } from '../../contracts/api/index.js';
import { api } from '../api/client.js';
import { Remote } from '../api/remote.svelte.js';
import { showNew } from './system-notices.js';

const PATH = '/api/v1/my-notices';
/** Without a leading tab each page asks by itself, as other pages do. */
const ASK_MS = 15_000;
/** A stream that was refused is not opened again by the browser itself. */
const RETRY_MS = 5_000;

/**
 * The bell of the person who is signed in. Of all the tabs of a browser one, whoever holds the lock, keeps a stream open, tells
 * the others, and shows notices of the operating system; when it closes, another takes over. Browsers give locks to https and
 * localhost alone: elsewhere each tab asks by itself while it is looked at.
 */
export class LiveInbox {
  readonly remote = new Remote<Inbox>();
  #stops: (() => void)[] = [];
  #stopped = false;

  constructor(private readonly userId: number) {}

  start(): () => void {
    void this.remote.load(`${PATH}/inbox`);
    if ('locks' in navigator && 'BroadcastChannel' in window) this.#share();
    else this.#ask();
    return () => {
      this.#stopped = true;
      this.#stops.forEach((stop) => stop());
      this.remote.stop();
    };
  }

  /** `before`: and all that came before it. */
  async read(id: number, before: boolean): Promise<void> {
    await api.post(`${PATH}/read`, { id, before });
    await this.remote.reload();
  }

  #share(): void {
    const name = `trucban.inbox.${this.userId}`;
    const others = new BroadcastChannel(name);
    others.onmessage = () => void this.remote.reload();
    const waiting = new AbortController();
    this.#stops.push(
      () => others.close(),
      () => waiting.abort(),
    );
    navigator.locks
      .request(name, { signal: waiting.signal }, () => this.#lead(others))
      .catch(() => undefined);
  }

  /** Resolves when this page closes its bell, which hands the lock on. */
  #lead(others: BroadcastChannel): Promise<void> {
    return new Promise((resolve) => {
      let events: EventSource | null = null;
      let retry: ReturnType<typeof setTimeout> | undefined;
      const listen = () => {
        events = new EventSource(`${PATH}/events`);
        events.addEventListener('inbox', (event) => {
          const hint = JSON.parse((event as MessageEvent<string>).data) as InboxHint;
          others.postMessage(hint);
          void this.#tellPerson();
        });
        events.onerror = () => {
          if (events?.readyState === EventSource.CLOSED && !this.#stopped)
            retry = setTimeout(listen, RETRY_MS);
        };
      };
      this.#stops.push(() => {
        events?.close();
        clearTimeout(retry);
        resolve();
      });
      if (this.#stopped) resolve();
      else listen();
    });
  }

  async #tellPerson(): Promise<void> {
    await this.remote.reload();
    if (this.remote.value && !this.#stopped)
      showNew(this.userId, this.remote.value.rows, (id) => void this.read(id, false));
  }

  #ask(): void {
    const ask = () => {
      if (document.visibilityState === 'visible') void this.remote.reload();
    };
    const timer = setInterval(ask, ASK_MS);
    document.addEventListener('visibilitychange', ask);
    this.#stops.push(
      () => clearInterval(timer),
      () => document.removeEventListener('visibilitychange', ask),
    );
  }
}
