import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { AppendBatch, Dialect, Durability, EachUpdate, SqlValue } from './dialect/dialect.js';
import type { NewestTerms } from './dialect/terms.js';
import { PlainRows } from './plain-rows.js';
import { Rows } from './rows.js';
import { WriteQueue } from './write-queue.js';

/** The columns of a new row; those with a default may be left out. */
export type NewRow<E> = Partial<E>;

/** A unit that collides so often in a row is not unlucky. */
const MOST_TRIES = 5;

/** Work that must happen after the commit, and only then: waking listeners, answering requests. */
export type AfterCommit = () => void;

/**
 * What code inside a unit of work can do. It exists only while the unit runs, and nothing else in the product can write.
 */
export class Transaction extends Rows {
  private readonly afterCommit: AfterCommit[] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly dialect: Dialect,
    plain: PlainRows,
  ) {
    super(runner.manager, plain);
  }

  /** Suffix of a claiming SELECT: rows another process holds are passed by. */
  get skipLocked(): string {
    return this.dialect.skipLocked;
  }

  /** The one row that matches, which nobody else changes until the commit: for changes that depend on what it says. */
  async findToChange<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Partial<E>): Promise<E | null> {
    const plain = this.plain.select(entity, { where }, this.dialect.forUpdate);
    if (!plain) throw new Error('a row to change is found by plain equality');
    return this.plain.hydrate(entity, await this.rows<object>(plain.sql, plain.parameters))[0] ?? null;
  }

  async rows<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.dialect.execute(this.runner, sql, parameters)).rows as T[];
  }

  /** Runs a write and returns how many rows it touched: the conditional update that did not touch one row lost the race. */
  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return (await this.dialect.execute(this.runner, sql, parameters)).affected;
  }

  /** Runs one UPDATE for each of many rows, in their order; answers what it returns. At most one row may touch a record. */
  async updateEach<T>(update: EachUpdate): Promise<T[]> {
    return update.rows.length === 0 ? [] : ((await this.dialect.updateEach(this.runner, update)) as T[]);
  }

  newestWith(index: string, asked: NewestTerms): Promise<number[]> {
    return this.dialect.newestWith(this.runner, index, asked);
  }

  /** Makes an entry of a term index hold exactly these terms, each without spaces or quotes. It goes with the row that has its id. */
  putTerms(index: string, id: number, terms: readonly string[]): Promise<void> {
    return this.dialect.putTerms(this.runner, index, id, terms);
  }

  /** Inserts one row; returns the generated id, or 0 where the table has none. */
  async insert<E extends ObjectLiteral>(entity: EntityTarget<E>, values: NewRow<E>): Promise<number> {
    const plain = this.plain.insert(entity, values);
    if (plain) return (await this.row<{ id: number }>(plain.sql, plain.parameters))?.id ?? 0;
    const result = await this.runner.manager.insert(entity, values);
    return (result.identifiers[0]?.['id'] as number | undefined) ?? 0;
  }

  /** Updates the rows that still match `where`; returns how many did. Zero means somebody else was first. */
  async update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: Partial<E>,
    values: Partial<E>,
  ): Promise<number> {
    const plain = this.plain.update(entity, where, values);
    if (plain) return this.run(plain.sql, plain.parameters);
    const result = await this.runner.manager.update(entity, where, values);
    return result.affected ?? 0;
  }

  onCommit(task: AfterCommit): void {
    this.afterCommit.push(task);
  }

  /** Called by UnitOfWork alone. */
  committed(): void {
    for (const task of this.afterCommit) task();
  }
}

/**
 * The one door to writing (decision 17). On SQLite every unit waits its turn in a queue, because TypeORM's callers share one
 * connection and two overlapping transactions would decide each other's outcome. On PostgreSQL units run side by side.
 */
export class UnitOfWork {
  private readonly queue = new WriteQueue();
  private readonly plain: PlainRows;

  constructor(
    private readonly dataSource: DataSource,
    private readonly dialect: Dialect,
  ) {
    this.plain = new PlainRows(dataSource);
    dialect.lendPause((task) => this.queue.add(task, 'urgent'));
  }

  /**
   * Runs `work` in a transaction: it commits when the promise resolves and rolls back when it rejects. On PostgreSQL it is
   * run again when units deadlocked, so it must do nothing but through `tx`.
   */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.inTurn(() => this.transactUntilAlone(work, 'answered'));
  }

  /**
   * The same for work that takes what is already durable one step further (an event, a due row, a journal line) and removes
   * it in the same transaction: a power cut may take the step back, but then also its removal, and it is taken again. What
   * cannot be taken back (an answer, a mail) waits for an `answered` commit, which makes all before it last.
   */
  runDerived<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.inTurn(() => this.transactUntilAlone(work, 'derived'));
  }

  /** Appends rows durably in one commit of their own; resolves after the commit. */
  append(batches: readonly AppendBatch[]): Promise<void> {
    return this.inTurn(() => this.dialect.append(this.dataSource, batches), 'urgent');
  }

  /** See `WriteQueue.heldUp`; always 0 on PostgreSQL, where nobody waits for another's unit. */
  get heldUp(): number {
    return this.queue.heldUp;
  }

  private inTurn<T>(unit: () => Promise<T>, urgency: 'urgent' | 'ordinary' = 'ordinary'): Promise<T> {
    return this.dialect.oneWriter ? this.queue.add(unit, urgency) : unit();
  }

  private async transactUntilAlone<T>(
    work: (tx: Transaction) => Promise<T>,
    durability: Durability,
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transact(work, durability);
      } catch (error) {
        if (tries >= MOST_TRIES || !this.dialect.isCollision(error)) throw error;
      }
    }
  }

  private async transact<T>(work: (tx: Transaction) => Promise<T>, durability: Durability): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const tx = new Transaction(runner, this.dialect, this.plain);
    let result: T;
    try {
      await this.dialect.begin(runner, durability);
      try {
        result = await work(tx);
        await this.dialect.execute(runner, 'COMMIT', []);
      } catch (error) {
        await this.dialect.execute(runner, 'ROLLBACK', []);
        throw error;
      }
    } finally {
      await runner.release();
    }
    tx.committed();
    return result;
  }
}
