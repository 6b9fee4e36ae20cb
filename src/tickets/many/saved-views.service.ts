import { Injectable } from '@nestjs/common';
import { AuditTrail, type SignedInUser, Users } from '../../access/index.js';
import {
  type DeskView,
  type DeskViews,
  ReportCategory,
  type SavedViewChange,
  type SavedViewRequest,
  type Text,
} from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type SqlValue, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import { verbatim } from '../../platform/i18n/index.js';
import { SavedViewEntity } from '../entities/saved-view.entity.js';
import { type Count, TicketLists } from '../ticket-lists.js';
import { CATEGORIES } from '../wording/categories.js';
import { NO_ASSIGNEE, NO_CATEGORY, SHIPPED_VIEWS } from '../wording/views.js';
import { canonicalQuery, filterOf, storedFilter } from './list-query.js';
import { tooManyViews, viewChanged, viewUnreadable } from './many.refusals.js';

const MOST_OF_ONE = 20;
/** Tabs beyond that are no help; what is somebody's own comes first. */
const MOST_SHOWN = 40;
const MOST_COUNTED = 99;

interface Row {
  id: number;
  ownerId: number;
  owner: string;
  name: string;
  shared: number;
  query: string;
  version: number;
}

/** Lists of tickets under a name: those that everybody has, one's own, and those that are shared with the desk. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly lists: TicketLists,
    private readonly users: Users,
    private readonly audit: AuditTrail,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async of(user: SignedInUser): Promise<DeskViews> {
    const views: DeskView[] = [];
    for (const { id, name, query } of SHIPPED_VIEWS) {
      const made = { shared: true, owner: null, editable: false, version: 1, missing: null };
      views.push({ id, name, query, ...made, ...(await this.count(query, user)) });
    }
    for (const row of await this.rows(user)) views.push(await this.viewOf(row, user));
    const assignable = await this.users.assignable({ province: user.province, center: user.center });
    return {
      views,
      assignable: assignable.map(({ id, name }) => ({ id, name })),
      categories: CATEGORIES,
    };
  }

  /** @throws Refusal VIEW_UNREADABLE, TOO_MANY_VIEWS */
  async save(request: SavedViewRequest, user: SignedInUser): Promise<void> {
    const query = readable(request.query);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const own = await tx.row<{ count: number }>(
        'SELECT COUNT(*) AS count FROM saved_view WHERE owner_id = ?',
        [user.id],
      );
      if (Number(own?.count ?? 0) >= MOST_OF_ONE) throw tooManyViews(MOST_OF_ONE);
      const { name, shared } = request;
      const values = { name, shared: shared ? 1 : 0, query, ownerId: user.id, createdAt: now, version: 1 };
      const id = await tx.insert(SavedViewEntity, values);
      await this.record(tx, 'ticket-view.saved', id, user, now, request);
    });
  }

  /** @throws Refusal NOT_FOUND, VIEW_UNREADABLE, VIEW_CHANGED */
  async change(id: number, { version, ...request }: SavedViewChange, user: SignedInUser): Promise<void> {
    const query = readable(request.query);
    await this.mustEdit(id, user);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const values = { name: request.name, shared: request.shared ? 1 : 0, query, version: version + 1 };
      if ((await tx.update(SavedViewEntity, { id, version }, values)) === 0) throw viewChanged();
      await this.record(tx, 'ticket-view.changed', id, user, now, request);
    });
  }

  /** @throws Refusal NOT_FOUND */
  async remove(id: number, user: SignedInUser): Promise<void> {
    const view = await this.mustEdit(id, user);
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM saved_view WHERE id = ?', [id]);
      await this.record(tx, 'ticket-view.removed', id, user, this.clock.now(), view);
    });
  }

  /** Its maker, and administrators what is shared: for everybody else there is no such view to change. */
  private async mustEdit(id: number, user: SignedInUser): Promise<Row> {
    const view = (await this.rows(user)).find((row) => row.id === id);
    if (!view || !mayEdit(view, user)) throw notFound({ vi: 'danh sách đã lưu này', en: 'view' });
    return view;
  }

  private async viewOf(row: Row, user: SignedInUser): Promise<DeskView> {
    const { id, name, query, owner, version } = row;
    return {
      ...{ id: String(id), name: verbatim(name), query, owner, version },
      shared: row.shared === 1,
      editable: mayEdit(row, user),
      missing: await this.missing(query),
      ...(await this.count(query, user)),
    };
  }

  private async count(query: string, user: SignedInUser): Promise<Pick<DeskView, 'count' | 'more'>> {
    const counted: Count | null = await this.lists.countUpTo(
      filterOf(storedFilter(query), user),
      MOST_COUNTED,
    );
    return counted ?? { count: null, more: false };
  }

  private async missing(query: string): Promise<Text | null> {
    const { assignee, category } = storedFilter(query);
    if (category !== undefined && !ReportCategory.safeParse(category).success) return NO_CATEGORY;
    if (typeof assignee !== 'number') return null;
    const person = await this.users.byId(assignee);
    return person === null || person.disabled ? NO_ASSIGNEE : null;
  }

  /** One's own, and the shared ones of people who see a place that one sees. */
  private rows({ id, province, center }: SignedInUser): Promise<Row[]> {
    const [within, parameters]: [string, SqlValue[]] =
      province === null
        ? ['1 = 1', []]
        : center === null
          ? ['(owner.province_code IS NULL OR owner.province_code = ?)', [province]]
          : [
              '(owner.province_code IS NULL OR owner.province_code = ?) AND (owner.center_id IS NULL OR owner.center_id = ?)',
              [province, center],
            ];
    return this.reader.rows<Row>(
      `SELECT view.id, view.owner_id AS "ownerId", owner.name AS "owner", view.name, view.shared, view.query, view.version
       FROM saved_view view JOIN user_account owner ON owner.id = view.owner_id
       WHERE view.owner_id = ? OR (view.shared = 1 AND ${within})
       ORDER BY CASE WHEN view.owner_id = ? THEN 0 ELSE 1 END, view.id LIMIT ${MOST_SHOWN}`,
      [id, ...parameters, id],
    );
  }

  private record(
    tx: Transaction,
    action: string,
    id: number,
    user: SignedInUser,
    at: number,
    { shared }: { shared: boolean | number },
  ): Promise<void> {
    const detail = shared ? 'shared' : 'own';
    return this.audit.record(tx, { at, userId: user.id, action, subject: `ticket-view:${id}`, detail });
  }
}

function mayEdit({ ownerId, shared }: Row, { id, role }: SignedInUser): boolean {
  return ownerId === id || (shared === 1 && role === 'administrator');
}

function readable(query: string): string {
  const canonical = canonicalQuery(query);
  if (canonical === null) throw viewUnreadable();
  return canonical;
}
