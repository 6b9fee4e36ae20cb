import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { civilDay } from '../platform/civil/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { DigestLine } from './domain/digest.js';
import { DigestEntity } from './entities/digest.entity.js';

@Injectable()
export class DigestRepository {
  /** The one that is not made yet; null before the first is planned. */
  async next(from: Transaction | Reader): Promise<DigestEntity | null> {
    const [next] = await from.find(DigestEntity, {
      where: { madeAt: IsNull() },
      order: { dueAt: 'ASC' },
      take: 1,
    });
    return next ?? null;
  }

  /** The one that was made last; null: none was. */
  async last(from: Transaction | Reader): Promise<DigestEntity | null> {
    const [last] = await from.find(DigestEntity, {
      where: { madeAt: Not(IsNull()) },
      order: { day: 'DESC' },
      take: 1,
    });
    return last ?? null;
  }

  byId(from: Transaction | Reader, id: number): Promise<DigestEntity | null> {
    return from.findOne(DigestEntity, { where: { id } });
  }

  /** Another process may have planned it already. */
  async plan(tx: Transaction, coversFrom: number, dueAt: number): Promise<void> {
    await tx.run(
      'INSERT INTO digest (day, covers_from, due_at) VALUES (?, ?, ?) ON CONFLICT (day) DO NOTHING',
      [civilDay(dueAt), coversFrom, dueAt],
    );
  }

  /** The policy or the calendar has changed since it was planned, or its day went by without a server. */
  async move(tx: Transaction, { id, dueAt: before }: DigestEntity, dueAt: number): Promise<void> {
    await tx.run('UPDATE digest SET day = ?, due_at = ? WHERE id = ? AND due_at = ? AND made_at IS NULL', [
      civilDay(dueAt),
      dueAt,
      id,
      before,
    ]);
  }

  /** False when another process has made it. */
  async make(tx: Transaction, id: number, lines: readonly DigestLine[], now: number): Promise<boolean> {
    const content = JSON.stringify(lines);
    const made = await tx.run('UPDATE digest SET made_at = ?, content = ? WHERE id = ? AND made_at IS NULL', [
      now,
      content,
      id,
    ]);
    return made === 1;
  }
}

export function linesOf({ content }: Pick<DigestEntity, 'content'>): DigestLine[] {
  return content === null ? [] : (JSON.parse(content) as DigestLine[]);
}
