import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { BoardCenter, BoardView } from '../contracts/api/index.js';
import { Centers } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { Config } from '../platform/config/index.js';
import { TicketReads } from '../tickets/index.js';
import { BoardRepository } from './board.repository.js';
import { BoardTiles } from './board-tiles.js';

const ATTENTION_LINES = 20;

/** The whole board, computed once for everybody who asks at the same time. */
@Injectable()
export class Board {
  private latest: BoardView | null = null;
  private running: Promise<BoardView> | null = null;
  private following: Promise<BoardView> | null = null;

  constructor(
    private readonly board: BoardRepository,
    private readonly tiles: BoardTiles,
    private readonly tickets: TicketReads,
    private readonly centers: Centers,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The board by a computation that begins after this call, so that whoever has just changed something sees it. Callers that
   * come while one runs share the next. Tiles that did not change are the same objects as in the view before.
   */
  read(): Promise<BoardView> {
    if (!this.running) return this.start();
    const next = () => this.running ?? this.start();
    this.following ??= this.running.then(next, next);
    return this.following;
  }

  private start(): Promise<BoardView> {
    this.following = null;
    this.running = this.compute().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async compute(): Promise<BoardView> {
    const serverTime = this.clock.now();
    const { provinceCode } = this.config;
    const province = await this.centers.provinceName(provinceCode);
    const places = await this.board.centersOf(provinceCode);
    const centers = this.keepUnchanged(await this.tiles.of(places, serverTime));
    centers.sort((a, b) => a.rank - b.rank || a.id - b.id);
    const { items: attention, more: attentionMore } = await this.tickets.attention(ATTENTION_LINES);
    const view = { revision: 0, serverTime, province, centers, attention, attentionMore };
    view.revision = this.revisionOf(view);
    this.latest = view;
    return view;
  }

  private keepUnchanged(fresh: BoardCenter[]): BoardCenter[] {
    const known = new Map(this.latest?.centers.map((center) => [center.id, center]));
    return fresh.map((center) => {
      const before = known.get(center.id);
      return before && isDeepStrictEqual(before, center) ? before : center;
    });
  }

  /**
   * Grows whenever something a person can see has changed. It starts from the clock, so that it also grows across restarts
   * and across processes: browsers drop what is older than what they show.
   */
  private revisionOf(view: BoardView): number {
    const { latest } = this;
    if (!latest) return view.serverTime;
    const same =
      latest.centers.length === view.centers.length &&
      latest.centers.every((center, index) => center === view.centers[index]) &&
      latest.attentionMore === view.attentionMore &&
      isDeepStrictEqual(latest.attention, view.attention);
    return same ? latest.revision : Math.max(latest.revision + 1, view.serverTime);
  }
}
