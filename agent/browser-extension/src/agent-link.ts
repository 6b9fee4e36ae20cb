import { NATIVE_HOST_NAME, PULSE_MS } from '../../collectors/browser-tabs/constants.js';
import type { TabStates, WatchedTab, WatchList } from '../../collectors/browser-tabs/protocol.js';
import type { Clock } from './clock.js';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * The connection to the agent on this PC. An open native port also keeps Chrome from stopping the service worker.
 * Without an agent the extension does nothing at all but try again now and then.
 */
export class AgentLink {
  private port: chrome.runtime.Port | null = null;
  private connecting = false;
  private sentAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly hear: { watchList(programs: WatchedTab[]): void; connected(): void },
  ) {}

  /** Also called by the alarm that wakes a stopped service worker. */
  async keepConnected(): Promise<void> {
    if (this.connecting) return;
    this.connecting = true;
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      const since = this.clock.now();
      await this.untilDisconnected();
      if (this.clock.now() - since > LONGEST_RETRY_MS) wait = FIRST_RETRY_MS;
      await this.clock.delay(wait);
    }
  }

  private untilDisconnected(): Promise<void> {
    return new Promise((resolve) => {
      const port = chrome.runtime.connectNative(NATIVE_HOST_NAME);
      this.port = port;
      port.onMessage.addListener((message: WatchList) => {
        if (message.kind === 'watch') this.hear.watchList(message.programs);
      });
      port.onDisconnect.addListener(() => {
        // Read so that Chrome does not log "unchecked": a PC without the agent is nothing to report here.
        void chrome.runtime.lastError;
        this.port = null;
        resolve();
      });
      this.hear.connected();
    });
  }

  send(states: TabStates): void {
    if (!this.port) return;
    this.port.postMessage(states);
    this.sentAt = this.clock.now();
  }

  pulseIsDue(): boolean {
    return this.clock.now() - this.sentAt >= PULSE_MS;
  }
}
