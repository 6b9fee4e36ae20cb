import { Injectable } from '@nestjs/common';
import { AuditTrail, type SignedInUser } from '../../access/index.js';
import type {
  CannedReplies as CannedRepliesView,
  CannedReply,
  NewCannedReply,
} from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { CATEGORIES } from '../wording/categories.js';
import { PLACEHOLDERS, unknownPlaceholder } from './domain/placeholders.js';
import { CannedReplyEntity } from './entities/canned-reply.entity.js';
import {
  mayNotShare,
  placeholderUnknown,
  replyChanged,
  replyUnknown,
  tooManyReplies,
} from './replies.refusals.js';

/** Shared ones, and those of one person: more than can be looked through. */
const MOST_REPLIES = 300;

/** Answers that are written once and used often: the shared ones, and each person's own. */
@Injectable()
export class CannedReplies {
  constructor(
    private readonly audit: AuditTrail,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async view(user: SignedInUser): Promise<CannedRepliesView> {
    return {
      rows: (await this.of(user.id)).map(shown),
      categories: CATEGORIES,
      placeholders: (Object.keys(PLACEHOLDERS) as (keyof typeof PLACEHOLDERS)[]).map((name) => ({
        name,
        means: PLACEHOLDERS[name].means,
        example: PLACEHOLDERS[name].example,
      })),
      mayShare: mayShare(user),
    };
  }

  /** What somebody may use: the shared ones and their own, in the order of their titles. */
  async of(userId: number): Promise<CannedReplyEntity[]> {
    const rows = await this.reader.rows<CannedReplyEntity>(
      `SELECT id, shipped_as AS "shippedAs", owner_id AS "ownerId", title, body, category, used,
         updated_at AS "updatedAt", updated_by AS "updatedBy", version, removed_at AS "removedAt"
       FROM canned_reply WHERE removed_at IS NULL AND (owner_id IS NULL OR owner_id = ?)`,
      [userId],
    );
    return rows.sort((one, other) => one.title.localeCompare(other.title, 'vi'));
  }

  /** @throws Refusal PLACEHOLDER_UNKNOWN, REPLY_BEYOND_PROVINCE, REPLIES_TOO_MANY */
  async create(said: NewCannedReply, user: SignedInUser): Promise<void> {
    const fields = checked(said, user);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      if ((await this.countOf(tx, fields.ownerId)) >= MOST_REPLIES) throw tooManyReplies(MOST_REPLIES);
      const changed = { updatedAt: now, updatedBy: user.name };
      const id = await tx.insert(CannedReplyEntity, { ...fields, ...changed, used: 0, version: 1 });
      await this.record(tx, user, 'reply.created', id, now);
    });
  }

  /** @throws Refusal NOT_FOUND, REPLY_CHANGED, and what `create` refuses with */
  async save(id: number, version: number, said: NewCannedReply, user: SignedInUser): Promise<void> {
    const fields = checked(said, user);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      await this.theirs(tx, id, user);
      const values = { ...fields, updatedAt: now, updatedBy: user.name, version: version + 1 };
      if ((await tx.update(CannedReplyEntity, { id, version }, values)) !== 1) throw replyChanged();
      await this.record(tx, user, 'reply.changed', id, now);
    });
  }

  /** @throws Refusal NOT_FOUND, REPLY_BEYOND_PROVINCE */
  async remove(id: number, user: SignedInUser): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const { version } = await this.theirs(tx, id, user);
      const removed = { removedAt: now, updatedAt: now, updatedBy: user.name, version: version + 1 };
      await tx.update(CannedReplyEntity, { id }, removed);
      await this.record(tx, user, 'reply.removed', id, now);
    });
  }

  /** One more use of one that this person may use. */
  async count(id: number, userId: number): Promise<void> {
    await this.work.run((tx) =>
      tx.run(
        `UPDATE canned_reply SET used = used + 1
         WHERE id = ? AND removed_at IS NULL AND (owner_id IS NULL OR owner_id = ?)`,
        [id, userId],
      ),
    );
  }

  /** One that this person may change; another's own is as if it were not there. */
  private async theirs(tx: Transaction, id: number, user: SignedInUser): Promise<CannedReplyEntity> {
    const reply = await tx.findToChange(CannedReplyEntity, { id });
    if (!reply || reply.removedAt !== null) throw replyUnknown();
    if (reply.ownerId === null && !mayShare(user)) throw mayNotShare();
    if (reply.ownerId !== null && reply.ownerId !== user.id) throw replyUnknown();
    return reply;
  }

  private async countOf(tx: Transaction, ownerId: number | null): Promise<number> {
    const row = await tx.row<{ count: number }>(
      `SELECT COUNT(*) AS count FROM canned_reply WHERE removed_at IS NULL AND COALESCE(owner_id, 0) = ?`,
      [ownerId ?? 0],
    );
    return Number(row?.count ?? 0);
  }

  private record(
    tx: Transaction,
    { id: userId }: SignedInUser,
    action: string,
    id: number,
    at: number,
  ): Promise<void> {
    return this.audit.record(tx, { at, userId, action, subject: `reply:${id}` });
  }
}

/** All provinces use them, as they read the guides. */
function mayShare({ province }: SignedInUser): boolean {
  return province === null;
}

function checked({ title, body, category, shared }: NewCannedReply, user: SignedInUser) {
  const unknown = unknownPlaceholder(body);
  if (unknown !== null) throw placeholderUnknown(unknown);
  if (shared && !mayShare(user)) throw mayNotShare();
  return { title, body, category, ownerId: shared ? null : user.id };
}

function shown({
  id,
  title,
  body,
  category,
  ownerId,
  used,
  updatedAt,
  updatedBy,
  version,
}: CannedReplyEntity): CannedReply {
  return { id, title, body, category, shared: ownerId === null, used, updatedAt, updatedBy, version };
}
