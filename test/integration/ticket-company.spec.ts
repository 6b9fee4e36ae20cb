import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketCompany } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { reportByLink } from './support/clerk.js';

let app: TestApp;
let lan: TestPerson;
let minh: TestPerson;
let id: number;
beforeAll(async () => {
  app = await startApp();
  [lan, minh] = [await app.signIn('technician'), await app.signIn('administrator')];
  id = await reportByLink(app);
});
afterAll(() => app.close());

const opens = async (who: TestPerson, writing = false): Promise<TicketCompany['others']> =>
  (await app.post<TicketCompany>(`/api/v1/tickets/${id}/company`, { writing }, who)).body.others;

describe('two people at one ticket', () => {
  it('see each other, and who writes', async () => {
    expect(await opens(lan)).toEqual([]);
    expect(await opens(minh, true)).toEqual([{ name: lan.login, writing: false }]);
    expect(await opens(lan)).toEqual([{ name: minh.login, writing: true }]);
    expect(await opens(minh)).toEqual([{ name: lan.login, writing: false }]);
    expect(await opens(lan)).toEqual([{ name: minh.login, writing: false }]);
  });

  it('are alone once the other has left, or said nothing for a while', async () => {
    expect((await app.delete(`/api/v1/tickets/${id}/company`, minh)).status).toBe(204);
    expect(await opens(lan)).toEqual([]);
    await opens(minh);
    app.clock.advance(41_000);
    expect(await opens(lan)).toEqual([]);
  });

  it('do not overwrite each other', async () => {
    const { version } = (await app.get(`/api/v1/tickets/${id}`, lan)).body;
    const take = (who: TestPerson) =>
      app.post(`/api/v1/tickets/${id}/assign`, { version, assigneeId: who.id }, who);
    const answers = await Promise.all([take(lan), take(minh)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('leave nothing behind', async () => {
    for (let night = 0; night < 2; night++) await app.advance(24 * 3_600_000);
    expect(await app.app.get(Reader).rows('SELECT * FROM ticket_onlooker')).toEqual([]);
  });
});
