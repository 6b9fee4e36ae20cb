import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Transaction, UnitOfWork } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';

let app: TestApp;
let work: UnitOfWork;

beforeAll(async () => {
  app = await startApp();
  work = app.app.get(UnitOfWork);
});
afterAll(() => app.close());

/** Whether the commit of this transaction will wait for the disk, as the database itself says. */
async function waitsForDisk(tx: Transaction): Promise<boolean> {
  if (process.env['TRUCBAN_TEST_DATABASE'] === 'postgres') {
    const row = await tx.row<{ synchronous_commit: string }>('SHOW synchronous_commit');
    return row?.synchronous_commit === 'on';
  }
  const row = await tx.row<{ synchronous: number }>('SELECT synchronous FROM pragma_synchronous');
  return row?.synchronous === 2;
}

describe('what a commit waits for', () => {
  it('is the disk, for everything that somebody is answered or told', async () => {
    expect(await work.run(waitsForDisk)).toBe(true);
  });

  it('is nothing, for steps that would be taken again after a power cut', async () => {
    expect(await work.runDerived(waitsForDisk)).toBe(false);
  });

  it('is the disk again for the next answer, also for one that failed in between', async () => {
    await expect(work.runDerived(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
    expect(await work.run(waitsForDisk)).toBe(true);
  });
});
