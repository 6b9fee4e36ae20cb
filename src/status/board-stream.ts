import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { BoardDelta, BoardView } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import { Board } from './board.service.js';
import { EventClient } from './event-client.js';

/** At most one event in this time, however much happens. */
const COALESCE_MS = 1_000;
/** Changes that other processes made are not announced here; they are found by looking. */
const LOOK_MS = 5_000;
const BEAT_MS = 15_000;

/** Says whether the person behind a stream may still see it. */
export type StillAllowed = (now: number) => Promise<boolean>;

/** Tells every open board what changed. It looks only while somebody listens, once for all of them. */
@Injectable()
export class BoardStream implements OnModuleDestroy {
  private readonly logger = new Logger('Board');
  private readonly clients = new Map<EventClient, StillAllowed>();
  private told: BoardView | null = null;
  private telling: Promise<void> = Promise.resolve();
  private lookedAt = 0;
  private cancelLook: (() => void) | null = null;
  private stops: (() => void)[] = [];

  constructor(
    private readonly board: Board,
    private readonly feed: ChangeFeed,
    private readonly clock: Clock,
  ) {}

  /** Takes over a response whose headers are written. `revision`: what the browser has already, if it says so. */
  open(response: ServerResponse, revision: number | null, stillAllowed: StillAllowed): void {
    const client = new EventClient(response, () => this.look());
    client.revision = revision;
    response.on('close', () => this.leave(client));
    this.clients.set(client, stillAllowed);
    if (this.clients.size === 1) this.begin();
    this.look();
  }

  onModuleDestroy(): void {
    for (const client of this.clients.keys()) client.close();
    this.clients.clear();
    this.rest();
  }

  private begin(): void {
    const changes = this.feed.changes.subscribe(() => this.lookSoon());
    this.stops = [
      () => changes.unsubscribe(),
      this.clock.every(LOOK_MS, () => this.lookSoon()),
      this.clock.every(BEAT_MS, () => void this.beat()),
    ];
  }

  private rest(): void {
    this.stops.forEach((stop) => stop());
    this.stops = [];
    this.cancelLook?.();
    this.cancelLook = null;
    this.told = null;
  }

  private leave(client: EventClient): void {
    if (this.clients.delete(client) && this.clients.size === 0) this.rest();
  }

  private lookSoon(): void {
    if (this.cancelLook) return;
    const wait = Math.max(0, this.lookedAt + COALESCE_MS - this.clock.now());
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
    if (this.clients.size === 0) return;
    const view = await this.board.read();
    const before = this.told;
    this.told = view;
    const whole = once(() => deltaOf(view, null));
    const changes = once(() => deltaOf(view, before));
    for (const client of this.clients.keys()) {
      if (!client.ready || client.revision === view.revision) continue;
      const follows = before !== null && client.revision === before.revision;
      client.send('board', view.revision, follows ? changes() : whole());
    }
  }

  private async beat(): Promise<void> {
    const now = this.clock.now();
    for (const [client, stillAllowed] of this.clients) {
      // When the database does not answer, nobody is sent away for it.
      const allowed = await stillAllowed(now).catch(() => true);
      if (allowed) client.beat();
      else client.close();
    }
  }
}

function deltaOf(view: BoardView, before: BoardView | null): string {
  const { province: _, ...rest } = view;
  const known = new Set(before?.centers);
  const delta: BoardDelta = { ...rest, centers: view.centers.filter((center) => !known.has(center)) };
  return JSON.stringify(delta);
}

function once(make: () => string): () => string {
  let made: string | null = null;
  return () => (made ??= make());
}
