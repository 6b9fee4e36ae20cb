import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Places } from '../access/index.js';
import type { AttentionItem, BoardCenter, BoardProvince, BoardView } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { notFound } from '../platform/http/index.js';
import { type OpenMark, TicketReads } from '../tickets/index.js';
import { BoardModel } from './board-model.js';
import { provinceLine, worstCenters } from './domain/board-views.js';

const ATTENTION_LINES = 20;
/** As many as fit on a screen beside the provinces. */
const WORST_OF_NATION = 24;
const NATION = 'Cả nước';

/** A province's code, or null for the nation. */
export type BoardScope = string | null;

/** What a view was made of: while none of it is another object, nothing that a person can see has changed. */
interface Made {
  view: BoardView;
  from: readonly unknown[];
}

/** The boards of the nation and of each province, brought up to date once for everybody who asks at the same time. */
@Injectable()
export class Board {
  private readonly made = new Map<BoardScope, Made>();
  private readonly lines = new Map<string, { centers: readonly BoardCenter[]; line: BoardProvince }>();
  private provinces: { code: string; name: string }[] = [];
  private running: Promise<void> | null = null;
  private following: Promise<void> | null = null;

  constructor(
    private readonly places: Places,
    private readonly model: BoardModel,
    private readonly tickets: TicketReads,
    private readonly clock: Clock,
  ) {}

  /**
   * What is to be shown when `asked` for a province, or for none, to somebody held to the province `held`, or to none.
   * @throws Refusal NOT_FOUND when this server does not serve that province, or not to them
   */
  async scopeOf(asked: string | null, held: string | null): Promise<BoardScope> {
    if (this.provinces.length === 0) this.provinces = await this.places.provinces();
    const [only, another] = this.provinces;
    const wanted = asked ?? held;
    if (wanted === null) return another ? null : (only?.code ?? null);
    const served = this.provinces.some(({ code }) => code === wanted);
    if (!served || (held !== null && wanted !== held))
      throw notFound({ vi: `tỉnh ${wanted}`, en: `province ${wanted}` });
    return wanted;
  }

  /**
   * The board by a look that begins after this call, so that whoever has just changed something sees it. Callers that come
   * while one runs share the next. Tiles and lines that did not change are the same objects as in the view before.
   */
  async read(scope: BoardScope): Promise<BoardView> {
    await this.refresh();
    return { ...(await this.view(scope)), serverTime: this.clock.now() };
  }

  refresh(): Promise<void> {
    if (!this.running) return this.start();
    const next = () => this.running ?? this.start();
    this.following ??= this.running.then(next, next);
    return this.following;
  }

  /** As of the last look. */
  async view(scope: BoardScope): Promise<BoardView> {
    const { marks } = this.model.tickets;
    const centers = scope === null ? null : this.model.centersOf(scope);
    const provinces = scope === null ? this.provinceLines() : [];
    const from = [marks, ...(centers ? [centers] : provinces)];
    const before = this.made.get(scope);
    if (before?.from.length === from.length && before.from.every((part, index) => part === from[index]))
      return before.view;
    const view = await this.compose(scope, centers, provinces, before?.view ?? null);
    this.made.set(scope, { view, from });
    return view;
  }

  private start(): Promise<void> {
    this.following = null;
    this.running = this.model.refresh(this.clock.now()).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async compose(
    scope: BoardScope,
    all: readonly BoardCenter[] | null,
    provinces: BoardProvince[],
    before: BoardView | null,
  ): Promise<BoardView> {
    const listed =
      all ??
      worstCenters(
        this.provinces.map(({ code }) => this.model.centersOf(code)),
        WORST_OF_NATION,
      );
    const total =
      all?.length ?? this.provinces.reduce((sum, { code }) => sum + this.model.centersOf(code).length, 0);
    const view = {
      revision: 0,
      serverTime: this.clock.now(),
      province: this.provinces.find(({ code }) => code === scope)?.name ?? NATION,
      scope,
      provinces,
      centers: [...listed],
      centersMore: total - listed.length,
      ...(await this.attention(scope, before?.attention ?? null)),
    };
    view.revision = revisionOf(view, before);
    return view;
  }

  /** A fault of a whole system concerns every province. */
  private async attention(
    scope: BoardScope,
    before: AttentionItem[] | null,
  ): Promise<Pick<BoardView, 'attention' | 'attentionMore'>> {
    const concerns = ({ centerId, asleep }: OpenMark) =>
      !asleep && (scope === null || centerId === null || this.model.provinceOf(centerId) === scope);
    const own = this.model.tickets.marks.filter(concerns);
    const fresh = await this.tickets.attentionOf(own.slice(0, ATTENTION_LINES).map(({ id }) => id));
    const attention = before && isDeepStrictEqual(before, fresh) ? before : fresh;
    return { attention, attentionMore: own.length - fresh.length };
  }

  private provinceLines(): BoardProvince[] {
    return this.provinces.map((province) => {
      const centers = this.model.centersOf(province.code);
      const known = this.lines.get(province.code);
      if (known?.centers === centers) return known.line;
      const fresh = provinceLine(province, centers);
      const line = known && isDeepStrictEqual(known.line, fresh) ? known.line : fresh;
      this.lines.set(province.code, { centers, line });
      return line;
    });
  }
}

/**
 * Grows whenever something a person can see has changed. It starts from the clock, so that it also grows across restarts
 * and across processes: browsers drop what is older than what they show.
 */
function revisionOf(view: BoardView, before: BoardView | null): number {
  if (!before) return view.serverTime;
  const same =
    alike(before.centers, view.centers) &&
    alike(before.provinces, view.provinces) &&
    before.attentionMore === view.attentionMore &&
    before.centersMore === view.centersMore &&
    before.attention === view.attention;
  return same ? before.revision : Math.max(before.revision + 1, view.serverTime);
}

function alike(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((thing, index) => thing === after[index]);
}
