import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { BoardView } from '../contracts/api/index.js';
import { Clock, nextTurn } from '../platform/clock/index.js';
import { WebPages } from '../platform/http/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import { Board, type BoardScope } from './board.service.js';
import { deltaOf } from './domain/board-views.js';
import { EventClient, letGo, type StillAllowed } from './event-client.js';

/** At most one event in this time, however much happens. */
const COALESCE_MS = 250;
/** Changes that other processes made are not announced here; they are found by looking. */
const LOOK_MS = 5_000;
const BEAT_MS = 15_000;

/** Whoever may no longer see a stream, a revoked link or an ended session, is let go so soon. */
const ALLOWED_MS = 5_000;

/** Everybody who looks at the same thing, and what they were told of it last. */
interface Audience {
  clients: Map<EventClient, StillAllowed>;
  told: BoardView | null;
}

/** Tells every open board what changed of what it shows. It looks only while somebody listens, once for all of them. */
@Injectable()
export class BoardStream implements OnModuleDestroy {
  private readonly logger = new Logger('Board');
  private readonly audiences = new Map<BoardScope, Audience>();
  private telling: Promise<void> = Promise.resolve();
  private lookedAt = 0;
  private cancelLook: (() => void) | null = null;
  private stops: (() => void)[] = [];

  constructor(
    private readonly board: Board,
    private readonly feed: ChangeFeed,
    private readonly clock: Clock,
    private readonly pages: WebPages,
  ) {}

  /** Takes over a response whose headers are written. `revision`: what the browser has already, if it says so. */
  open(
    response: ServerResponse,
    { scope, revision }: { scope: BoardScope; revision: number | null },
    stillAllowed: StillAllowed,
  ): void {
    const client = new EventClient(response, () => this.look());
    client.tell('server', JSON.stringify({ version: this.pages.version }));
    client.revision = revision;
    response.on('close', () => this.leave(scope, client));
    if (this.audiences.size === 0) this.begin();
    const audience = this.audiences.get(scope) ?? {
      clients: new Map<EventClient, StillAllowed>(),
      told: null,
    };
    audience.clients.set(client, stillAllowed);
    this.audiences.set(scope, audience);
    this.look();
  }

  onModuleDestroy(): void {
    for (const { clients } of this.audiences.values()) for (const client of clients.keys()) client.close();
    this.audiences.clear();
    this.rest();
  }

  private begin(): void {
    const changes = this.feed.changes.subscribe(({ kind }) => {
      if (kind !== 'notice') this.lookSoon();
    });
    this.stops = [
      () => changes.unsubscribe(),
      this.clock.every(LOOK_MS, () => this.lookSoon()),
      this.clock.every(ALLOWED_MS, () => void this.letGo()),
      this.clock.every(BEAT_MS, () => this.beat()),
    ];
  }

  private rest(): void {
    this.stops.forEach((stop) => stop());
    this.stops = [];
    this.cancelLook?.();
    this.cancelLook = null;
  }

  private leave(scope: BoardScope, client: EventClient): void {
    const audience = this.audiences.get(scope);
    if (!audience?.clients.delete(client) || audience.clients.size > 0) return;
    this.audiences.delete(scope);
    if (this.audiences.size === 0) this.rest();
  }

  private lookSoon(): void {
    if (this.cancelLook) return;
    const wait = Math.max(0, COALESCE_MS - (this.clock.now() - this.lookedAt) / this.clock.speed);
    this.cancelLook = this.clock.after(wait, () => {
      this.cancelLook = null;
      this.look();
    });
  }

  /** One look after the other: the changes of an event are those since the event before. */
  private look(): void {
    this.lookedAt = this.clock.now();
    this.telling = this.telling
      .then(() => this.tell())
      .catch((error: unknown) => {
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
  }

  private async tell(): Promise<void> {
    if (this.audiences.size === 0) return;
    await this.board.refresh();
    for (const [scope, audience] of this.audiences) {
      this.tellAudience(audience, await this.board.view(scope));
      await nextTurn();
    }
  }

  private tellAudience(audience: Audience, view: BoardView): void {
    const before = audience.told;
    audience.told = view;
    const whole = once(() => JSON.stringify(deltaOf(view, null)));
    const changes = once(() => JSON.stringify(deltaOf(view, before)));
    for (const client of audience.clients.keys()) {
      if (!client.ready || client.revision === view.revision) continue;
      const follows = before !== null && client.revision === before.revision;
      client.send('board', view.revision, follows ? changes() : whole());
    }
  }

  private beat(): void {
    for (const { clients } of this.audiences.values()) for (const client of clients.keys()) client.beat();
  }

  private async letGo(): Promise<void> {
    const now = this.clock.now();
    for (const { clients } of this.audiences.values()) await letGo(clients, now);
  }
}

function once(make: () => string): () => string {
  let made: string | null = null;
  return () => (made ??= make());
}
