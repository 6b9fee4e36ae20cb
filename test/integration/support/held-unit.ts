import { type Transaction, UnitOfWork } from '../../../src/platform/database/index.js';
import type { TestApp } from '../../factories/app.js';

/** A unit of work in the middle: it has done what it does, keeps what it holds, and waits for its end. */
export interface HeldUnit {
  commit(): void;
  fail(error: Error): void;
  /** Settles as the unit does. */
  ended: Promise<void>;
}

/** Begins a unit of work that does `work` and waits; the application is one with `holdsUnits`. */
export async function holdUnit(app: TestApp, work: (tx: Transaction) => Promise<unknown>): Promise<HeldUnit> {
  let commit = (): void => undefined;
  let fail = (_: Error): void => undefined;
  const held = new Promise<void>((resolve, reject) => {
    commit = resolve;
    fail = reject;
  });
  let began = (): void => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const ended = app.app.get(UnitOfWork).run(async (tx) => {
    await work(tx);
    began();
    await held;
  });
  await begun;
  return { commit, fail, ended };
}
