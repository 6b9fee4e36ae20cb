import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PolicyService } from '../../src/inventory/index.js';
import type {
  FollowedReport,
  MyNoticesView,
  RemoteCodes,
  TicketList,
  TicketView,
} from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { reportAndFollow } from './support/clerk.js';

const MINUTE_MS = 60_000;
const ID = '77 123 456';
const PASSWORD = 'zq9x';
let app: TestApp;
let technician: TestPerson;
let other: TestPerson;
let id: number;
let follow: string;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.advance(11 * MINUTE_MS);
  technician = await app.signIn('technician');
  other = await app.signIn('administrator');
  ({ id, follow } = await reportAndFollow(app));
});

const view = async (as = technician): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, as)).body;
async function desk(path: string, body: object = {}, as = technician): Promise<Answer<TicketView>> {
  const { version } = await view(as);
  return app.post<TicketView>(`/api/v1/tickets/${id}/${path}`, { version, ...body }, as);
}
const asks = (body: object = {}, as = technician) =>
  desk('remote-help', { tool: 'ultraviewer', ...body }, as);
const codes = (as = technician): Promise<Answer<RemoteCodes>> =>
  app.get<RemoteCodes>(`/api/v1/tickets/${id}/remote-help/codes`, as);
const clerk = (method: string, path = '', body?: object, secret = follow): Promise<Answer<FollowedReport>> =>
  app.request<FollowedReport>(method, `/api/v1/public/followed${path}`, {
    headers: { 'trucban-link': secret },
    body,
  });
const asked = async () => (await clerk('GET')).body.remoteHelp!;
const answers = async (answer: string) => clerk('POST', '/remote-help', { id: (await asked()).id, answer });
const types = async (code = ID, password = PASSWORD) =>
  clerk('POST', '/remote-help/codes', { id: (await asked()).id, code, password });
/** Sessions of people who do nothing end after half an hour. */
async function later(minutes: number): Promise<void> {
  await app.advance(minutes * MINUTE_MS);
  technician = await app.signIn('technician');
}
/** The lines of the history about it. */
const history = async (): Promise<string[]> =>
  (await view()).events
    .filter(({ kind }) => kind === 'remote_help')
    .map(({ actor, text }) => `${actor ?? 'hệ thống'}: ${text.vi}`);
const codeRows = () => app.app.get(Reader).rows('SELECT * FROM remote_help_code');

describe('remote help', () => {
  it('is asked for, agreed to, begun and ended, and nothing but that stands on the ticket', async () => {
    expect((await asks({ sentence: 'Xem lỗi khi ký số' })).status).toBe(200);
    expect(await asked()).toMatchObject({
      tool: { id: 'ultraviewer', label: { vi: 'UltraViewer' } },
      sentence: 'Xem lỗi khi ký số',
      by: technician.login,
      state: 'asked',
      asks: { id: true, password: true },
    });
    expect((await answers('accept')).body.remoteHelp).toMatchObject({ state: 'accepted', hasCodes: false });
    expect((await types()).body.remoteHelp).toMatchObject({ hasCodes: true });
    expect((await view()).remoteHelp!.current).toMatchObject({
      state: 'accepted',
      hasCodes: true,
      mine: true,
    });
    expect((await codes()).body.codes).toMatchObject({ id: '77123456', password: PASSWORD });
    expect((await desk('remote-help/begin')).body.remoteHelp!.current).toMatchObject({ state: 'begun' });
    expect((await desk('remote-help/end')).body.remoteHelp!.current).toBeNull();
    expect((await clerk('GET')).body.remoteHelp).toBeNull();

    expect(await history()).toEqual([
      `${technician.login}: ${technician.login} xin xem màn hình máy này bằng UltraViewer.`,
      'Nguyễn Thị Hoa: Nguyễn Thị Hoa đồng ý cho xem màn hình bằng UltraViewer.',
      `${technician.login}: ${technician.login} bắt đầu hỗ trợ từ xa bằng UltraViewer.`,
      `${technician.login}: ${technician.login} kết thúc hỗ trợ từ xa bằng UltraViewer.`,
    ]);
    const told = (await clerk('GET')).body.events.filter(({ kind }) => kind === 'remote_help');
    expect(told).toHaveLength(4);
  });

  it('counts as an answer, and stops no clock', async () => {
    const before = (await view()).clocks!;
    expect(before.answer.state).toBe('running');
    const { clocks, status } = (await asks()).body;
    expect(clocks!.answer.state).toBe('stopped');
    expect(clocks!.resolve.state).toBe('running');
    expect(status).toBe('new');
  });

  it('is declined, and can be asked for again', async () => {
    await asks();
    await answers('decline');
    expect((await history()).at(-1)).toBe('Nguyễn Thị Hoa: Nguyễn Thị Hoa không đồng ý cho xem màn hình.');
    expect((await asks({ tool: 'zalo' })).status).toBe(200);
    expect(await asked()).toMatchObject({ asks: { id: false, password: false } });
  });

  it('is answered to whoever asked, and to nobody else', async () => {
    await asks();
    await app.settle();
    const unread = async (as: TestPerson): Promise<number> =>
      (await app.get<{ unread: number }>('/api/v1/my-notices/inbox', as)).body.unread;
    const before = [await unread(technician), await unread(other)];
    await answers('accept');
    await app.settle();
    expect([await unread(technician), await unread(other)]).toEqual([before[0]! + 1, before[1]]);
    const { body } = await app.get<MyNoticesView>('/api/v1/my-notices', technician);
    expect(body.latest[0]).toMatchObject({
      what: { vi: 'Hỗ trợ từ xa' },
      why: { vi: 'Anh/chị nhận tin này vì cán bộ vừa trả lời điều anh/chị hỏi.' },
    });
    await desk('remote-help/end');
  });

  it('ends with its ticket, and cannot be agreed to or begun after that', async () => {
    for (const reached of ['asked', 'accepted'] as const) {
      await asks();
      const { id: help } = await asked();
      if (reached === 'accepted') await answers('accept');
      await types();
      await desk('resolve', { note: '' });
      const late = await clerk('POST', '/remote-help', { id: help, answer: 'accept' });
      expect(late.status).toBe(409);
      if (reached === 'accepted')
        expect((await desk('remote-help/begin')).body).toMatchObject({ error: { code: 'TICKET_ENDED' } });
      await app.advance(5_000);
      expect((await view()).remoteHelp!.current).toBeNull();
      expect((await clerk('GET')).body.remoteHelp).toBeNull();
      expect(await codeRows()).toEqual([]);
      expect((await history()).at(-1)).toBe('hệ thống: Phiếu đã kết thúc nên hỗ trợ từ xa cũng dừng.');
      await desk('reopen', { reason: 'Vẫn lỗi' });
    }
  });

  it('is ended by the clerk at any time', async () => {
    for (const steps of [[], ['accept'], ['accept', 'begin']]) {
      await asks();
      if (steps.includes('accept')) await answers('accept');
      if (steps.includes('begin')) await desk('remote-help/begin');
      expect((await answers('end')).body.remoteHelp).toBeNull();
    }
    expect((await history()).filter((line) => line.includes('chưa ai xem màn hình'))).toHaveLength(2);
  });

  it('is asked for once at a time, on a ticket that is open, with a program that is allowed', async () => {
    await asks();
    expect((await asks()).body).toMatchObject({ error: { code: 'REMOTE_HELP_OPEN' } });
    await desk('remote-help/end', {}, other);
    const by = { userId: null, name: 'trucban' };
    const policies = app.app.get(PolicyService);
    await policies.set('remote.tools', 'anydesk', by, app.clock.now());
    expect((await asks()).body).toMatchObject({ error: { code: 'REMOTE_TOOL_NOT_OFFERED', path: 'tool' } });
    expect((await view()).remoteHelp!.tools.map((tool) => tool.id)).toEqual(['anydesk']);
    await policies.reset('remote.tools', by, app.clock.now());
    await desk('resolve', { note: '' });
    expect((await asks()).body).toMatchObject({ error: { code: 'TICKET_ENDED' } });
  });

  it('is not begun before the clerk agreed, and not answered twice', async () => {
    await asks();
    expect((await desk('remote-help/begin')).body).toMatchObject({ error: { code: 'REMOTE_HELP_MOVED' } });
    const { id: help } = await asked();
    const both = await Promise.all(
      ['accept', 'decline'].map((answer) => clerk('POST', '/remote-help', { id: help, answer })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('the codes', () => {
  it('are of whoever asked and whoever has the ticket, and of nobody else', async () => {
    await asks();
    await answers('accept');
    await types();
    expect((await codes(other)).body).toMatchObject({ error: { code: 'REMOTE_HELP_NOT_YOURS' } });
    expect((await desk('remote-help/begin', {}, other)).body).toMatchObject({
      error: { code: 'REMOTE_HELP_NOT_YOURS' },
    });
    await desk('assign', { assigneeId: other.id }, other);
    expect((await codes(other)).body.codes).toMatchObject({ password: PASSWORD });
    expect((await codes()).body.codes).toMatchObject({ password: PASSWORD });
    const viewer = await app.signIn('viewer');
    expect((await codes(viewer)).status).toBe(403);
    expect((await view(viewer)).remoteHelp).toBeNull();
  });

  it('stand in no view, no history, no search and not readable in the database', async () => {
    await asks();
    await answers('accept');
    await types();
    const page = JSON.stringify([await view(), (await clerk('GET')).body]);
    expect(page).not.toMatch(/77123456|77 123 456|zq9x/);
    for (const q of ['77123456', 'zq9x']) {
      const found = await app.get<TicketList>(`/api/v1/tickets?status=all&q=${q}`, technician);
      expect(found.body.total).toBe(0);
    }
    expect(JSON.stringify(await codeRows())).not.toMatch(/77123456|zq9x/);
    await desk('remote-help/end');
  });

  it('are refused where the program cannot have shown them, and may be typed anew', async () => {
    await asks();
    expect((await types()).status).toBe(409);
    await answers('accept');
    expect((await types('abc')).body).toMatchObject({ error: { code: 'REMOTE_CODE_WRONG', path: 'code' } });
    expect((await types(ID, '')).body).toMatchObject({ error: { path: 'password' } });
    await types(ID, 'cu01');
    await types(ID, 'moi2');
    expect((await codes()).body.codes).toMatchObject({ password: 'moi2' });
    await desk('remote-help/end');
  });

  it('are forgotten with the end, after half an hour at the latest, while the session goes on', async () => {
    await asks();
    await answers('accept');
    await types();
    await answers('end');
    expect(await codeRows()).toEqual([]);

    await asks();
    await answers('accept');
    await types();
    await desk('remote-help/begin');
    await later(29);
    expect((await codes()).body.codes).not.toBeNull();
    await later(1);
    expect((await codes()).body.codes).toBeNull();
    expect(await codeRows()).toEqual([]);
    expect((await view()).remoteHelp!.current).toMatchObject({ state: 'begun', hasCodes: false });
    await desk('remote-help/end');
  });

  it('are nobody’s by the secret of another report', async () => {
    await asks();
    await answers('accept');
    const { id: help } = await asked();
    const foreign = (await reportAndFollow(app)).follow;
    for (const [path, body] of [
      ['/remote-help', { id: help, answer: 'end' }],
      ['/remote-help/codes', { id: help, code: ID, password: PASSWORD }],
    ] as const)
      expect((await clerk('POST', path, body, foreign)).status).toBe(404);
    expect((await clerk('POST', '/remote-help', { id: help, answer: 'end' }, 'x'.repeat(43))).status).toBe(
      404,
    );
    await desk('remote-help/end');
  });
});

describe('time', () => {
  it('ends what nobody answers, and what nobody begins', async () => {
    await asks();
    await later(30);
    expect((await view()).remoteHelp!.current).toBeNull();
    expect((await history()).at(-1)).toBe('hệ thống: Đề nghị hỗ trợ từ xa hết hạn, chưa ai xem màn hình.');
    await asks();
    await answers('accept');
    await later(30);
    expect((await clerk('GET')).body.remoteHelp).toBeNull();
  });

  it('ends a session that nobody ended, after four hours', async () => {
    await asks();
    await answers('accept');
    await desk('remote-help/begin');
    for (let half = 0; half < 8; half++) await later(30);
    expect((await view()).remoteHelp!.current).toBeNull();
    expect((await history()).at(-1)).toContain('quá 4 giờ');
  });
});
