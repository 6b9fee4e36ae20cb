import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { kinds, onlyTicket, pass, ticket, tickets, titles } from './support/timeline.js';

jest.setTimeout(60_000);

let app: TestApp;
let pc: TestPc;

beforeEach(async () => {
  app = await startApp();
  await watchWebSystem(app, 'hotich');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
});
afterEach(() => app.close());

async function stays(state: 'ok' | 'not_responding', seconds: number): Promise<void> {
  pc.sees('hotich', 'tab', state);
  await pc.beat();
  await pass(app, seconds, pc);
}

const findings = (): Promise<{ ended: number | null }[]> =>
  app.app.get(Reader).rows('SELECT ended_at AS "ended" FROM finding ORDER BY id');

describe('a page that hangs and answers again every few minutes', () => {
  it('stays one open finding from the third time on, says "chập chờn", and ends when it is calm', async () => {
    for (let times = 0; times < 3; times++) {
      await stays('not_responding', 120);
      await stays('ok', 60);
    }
    // Twice it opened and ended; the third stays, though the page answers and its recovery has lasted.
    expect((await findings()).map(({ ended }) => ended === null)).toEqual([false, false, true]);
    const [row] = await tickets(app);
    expect(titles([row!])).toEqual(['Phần mềm hộ tịch điện tử bị treo (chập chờn)']);

    await stays('not_responding', 120);
    await stays('ok', 60);
    expect(await findings()).toHaveLength(3);
    const view = await onlyTicket(app);
    expect(kinds(view).filter((kind) => kind === 'resolved')).toHaveLength(2);

    await pass(app, 55 * 60, pc);
    expect((await findings()).every(({ ended }) => ended !== null)).toBe(true);
    expect((await ticket(app, view.id)).status).toBe('resolved');
  });

  it('is nothing of the kind when it happens twice in an hour', async () => {
    await stays('not_responding', 120);
    await stays('ok', 25 * 60);
    await stays('not_responding', 120);
    await stays('ok', 30);
    expect((await findings()).map(({ ended }) => ended === null)).toEqual([false, false]);
  });
});
