import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { InboxHint } from '../contracts/api/index.js';
import { Inboxes } from '../notifications/index.js';
import { Clock } from '../platform/clock/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import { EventClient, letGo, type StillAllowed } from './event-client.js';

/** What other processes told people is not announced here; it is found by looking. */
const LOOK_MS = 5_000;
const BEAT_MS = 15_000;

interface Listener {
  userId: number;
  stillAllowed: StillAllowed;
  /** What it was told last. */
  told: string;
}

/** Tells the open pages of each person that there is something else to read. It looks only while somebody listens. */
@Injectable()
export class InboxStream implements OnModuleDestroy {
  private readonly logger = new Logger('Inbox');
  private readonly listeners = new Map<EventClient, Listener>();
  private telling: Promise<void> = Promise.resolve();
  private stops: (() => void)[] = [];

  constructor(
    private readonly inboxes: Inboxes,
    private readonly feed: ChangeFeed,
    private readonly clock: Clock,
  ) {}

  /** Takes over a response whose headers are written. */
  open(response: ServerResponse, userId: number, stillAllowed: StillAllowed): void {
    const client = new EventClient(response, () => this.look());
    response.on('close', () => this.leave(client));
    if (this.listeners.size === 0) this.begin();
    this.listeners.set(client, { userId, stillAllowed, told: '' });
    this.look();
  }

  onModuleDestroy(): void {
    for (const client of this.listeners.keys()) client.close();
    this.listeners.clear();
    this.rest();
  }

  private begin(): void {
    const changes = this.feed.changes.subscribe(({ kind, id }) => {
      if (kind === 'notice' && [...this.listeners.values()].some(({ userId }) => userId === id)) this.look();
    });
    this.stops = [
      () => changes.unsubscribe(),
      this.clock.every(LOOK_MS, () => {
        this.look();
        const allowed = [...this.listeners].map(([client, one]) => [client, one.stillAllowed] as const);
        void letGo(allowed, this.clock.now());
      }),
      this.clock.every(BEAT_MS, () => this.beat()),
    ];
  }

  private rest(): void {
    this.stops.forEach((stop) => stop());
    this.stops = [];
  }

  private leave(client: EventClient): void {
    if (this.listeners.delete(client) && this.listeners.size === 0) this.rest();
  }

  private look(): void {
    this.telling = this.telling
      .then(() => this.tell())
      .catch((error: unknown) => {
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
  }

  private async tell(): Promise<void> {
    const ids = [...new Set([...this.listeners.values()].map(({ userId }) => userId))];
    const hints = new Map((await this.inboxes.hints(ids)).map(({ userId, ...hint }) => [userId, hint]));
    for (const [client, listener] of this.listeners) {
      const hint: InboxHint = hints.get(listener.userId) ?? { unread: 0, latest: 0 };
      const told = JSON.stringify(hint);
      if (!client.ready || told === listener.told) continue;
      listener.told = told;
      client.tell('inbox', told);
    }
  }

  private beat(): void {
    for (const client of this.listeners.keys()) client.beat();
  }
}
