import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MyNoticesView, NoticeChoice, TicketView, ZaloCode } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { reportByLink } from './support/clerk.js';
import { HOUR, MINUTE, SECOND } from './support/timeline.js';
import { userWrites, zaloTells, ZaloServer } from './support/zalo-server.js';

// Real conversations with a local server that speaks what Zalo documents; the real one is addressed by no test.
jest.setTimeout(60_000);

let zalo: ZaloServer;
let app: TestApp;

const mine = async (): Promise<MyNoticesView> =>
  (await app.get<MyNoticesView>('/api/v1/my-notices', await app.signIn('technician'))).body;
const stateOf = async () => (await mine()).channels.find(({ channel }) => channel === 'zalo')?.state;
const notices = () =>
  app.app
    .get(Reader)
    .rows(`SELECT status, reason, attempts, error FROM notice WHERE channel = 'zalo' ORDER BY id`);

async function code(): Promise<string> {
  const answer = await app.post<ZaloCode>('/api/v1/my-notices/zalo', {}, await app.signIn('technician'));
  expect(answer.status).toBe(200);
  return answer.body.code;
}
async function link(zaloId = 'z-1'): Promise<void> {
  expect((await userWrites(app, zaloId, `Mã của tôi: ${await code()}`)).status).toBe(200);
  expect(await stateOf()).toBe('ready');
}
async function choose(choice: NoticeChoice): Promise<void> {
  const choices = {
    mail: 'all',
    browser: 'all',
    zalo: choice,
    quiet: { choice: 'none', from: '21:00', to: '06:30' },
  };
  expect((await app.post('/api/v1/my-notices', choices, await app.signIn('technician'))).status).toBe(204);
}
async function report(): Promise<number> {
  const id = await reportByLink(app);
  await app.settle();
  return id;
}

beforeEach(async () => {
  zalo = await ZaloServer.start();
  app = await startApp({ config: { zalo: zalo.config } });
  await app.signIn('technician');
});
afterEach(async () => {
  await app.close();
  await zalo.close();
});

describe('a person links their Zalo', () => {
  it('by sending the code of their page to the official account', async () => {
    expect(await stateOf()).toBe('not-linked');
    await link();
    const trail = await app.app.get(Reader).rows(`SELECT action FROM audit_entry WHERE action LIKE 'zalo%'`);
    expect(trail).toEqual([{ action: 'zalo.linked' }]);
  });

  it('not with a code that is over, was used, or was never given', async () => {
    const old = await code();
    await app.advance(16 * MINUTE);
    expect((await userWrites(app, 'z-1', old)).status).toBe(200);
    expect(await stateOf()).toBe('not-linked');
    await userWrites(app, 'z-1', 'TB-AAAABBBB');
    expect(await stateOf()).toBe('not-linked');
    const used = await code();
    await userWrites(app, 'z-1', used);
    await app.delete('/api/v1/my-notices/zalo', await app.signIn('technician'));
    await userWrites(app, 'z-2', used);
    expect(await stateOf()).toBe('not-linked');
  });

  it('and nobody believes an event that Zalo did not sign', async () => {
    const open = await code();
    const event = { event_name: 'user_send_text', sender: { id: 'z-9' }, message: { text: open } };
    const forged = await zaloTells(app, event, 'guessed');
    expect([forged.status, forged.body.error.code]).toEqual([403, 'ZALO_SIGNATURE']);
    expect((await app.post('/api/v1/zalo/events', { ...event, timestamp: '1' })).status).toBe(403);
    expect(await stateOf()).toBe('not-linked');
  });

  it('and is let go when they leave the account', async () => {
    await link();
    expect((await zaloTells(app, { event_name: 'unfollow', follower: { id: 'z-1' } })).status).toBe(200);
    expect(await stateOf()).toBe('not-linked');
  });

  it('other events are heard and left alone', async () => {
    const event = { event_name: 'user_seen_message', sender: { id: 'z-1' }, message: {} };
    expect((await zaloTells(app, event)).status).toBe(200);
  });
});

describe('what comes by Zalo', () => {
  it('is, unless the person chose otherwise, what is urgent or for them by name', async () => {
    await link();
    const id = await report();
    expect(zalo.messages).toEqual([]);
    expect(await notices()).toMatchObject([{ status: 'skipped', reason: 'CHOSEN_URGENT' }]);

    const admin = await app.signIn('administrator');
    const technician = await app.signIn('technician');
    const { version, number } = (await app.get<TicketView>(`/api/v1/tickets/${id}`, admin)).body;
    await app.post(`/api/v1/tickets/${id}/assign`, { version, assigneeId: technician.id }, admin);
    await app.settle();
    expect(zalo.messages).toMatchObject([{ to: 'z-1', token: 'access-1' }]);
    expect(zalo.messages[0]!.text).toContain(`[${number}] Phân công`);
    expect(zalo.messages[0]!.text).toContain(`/tickets/${id}`);
    expect(zalo.messages[0]!.text).toContain('vì phiếu vừa được giao cho anh/chị');
  });
});

describe('the tokens', () => {
  beforeEach(async () => {
    await link();
    await choose('all');
  });

  it('are renewed once, and the new refresh token is kept before it is needed', async () => {
    await report();
    await report();
    expect(zalo.messages.map(({ token }) => token)).toEqual(['access-1', 'access-1']);
    expect(zalo.renewals).toBe(1);
    expect(
      await app.app.get(Reader).rows('SELECT refresh_token AS token, renewing_at AS "at" FROM zalo_token'),
    ).toEqual([{ token: 'refresh-1', at: null }]);
  });

  it('are renewed before the access token ends, also by a server that was restarted', async () => {
    await report();
    await app.advance(26 * HOUR);
    await report();
    expect(zalo.messages.at(-1)!.token).toBe('access-2');
    const { clock } = app;
    const data = await app.stop();
    clock.advance(26 * HOUR);
    app = await startApp({ clock, data, config: { zalo: zalo.config } });
    await report();
    expect(zalo.messages.at(-1)!.token).toBe('access-3');
    expect(zalo.renewals).toBe(3);
  });

  it('that Zalo forgot are renewed at once, and the message goes out once', async () => {
    await report();
    zalo.forgetAccess();
    await report();
    expect(zalo.messages.map(({ token }) => token)).toEqual(['access-1', 'access-2']);
    expect(await notices()).toMatchObject([{ status: 'sent' }, { status: 'sent', attempts: 1 }]);
  });

  it('that are refused wait for a person, who gives another; nothing is lost meanwhile', async () => {
    zalo.forgetRefresh();
    await report();
    expect(await notices()).toMatchObject([{ status: 'queued', error: 'EZALOTOKEN -14014' }]);
    await app.advance(HOUR);
    zalo.brings('refresh-new');
    const { clock } = app;
    const data = await app.stop();
    app = await startApp({ clock, data, config: { zalo: zalo.config } });
    await app.advance(HOUR);
    // The settings still name the one that was refused.
    expect(zalo.messages).toEqual([]);
    await app.stop();
    const given = { ...zalo.config, refreshToken: 'refresh-new' };
    app = await startApp({ clock, data, config: { zalo: given } });
    await app.advance(HOUR);
    expect(zalo.messages).toHaveLength(1);
  });
});

describe('a message that Zalo does not take', () => {
  beforeEach(async () => {
    await link();
    await choose('all');
  });

  it('because the person has not written for a week is not tried again, and the page says so', async () => {
    zalo.error = -230;
    await report();
    expect(await notices()).toMatchObject([{ status: 'failed', attempts: 1, error: 'EZALO -230' }]);
    const line = (await mine()).latest.find(({ channel }) => channel === 'zalo');
    expect(line).toMatchObject({ outcome: 'failed', became: { vi: 'không gửi được (EZALO -230)' } });
  });

  it('for now, though with HTTP 200, is tried again', async () => {
    zalo.error = -32;
    await report();
    expect(await notices()).toMatchObject([{ status: 'queued', attempts: 1, error: 'EZALO -32' }]);
    zalo.error = 0;
    await app.advance(15 * SECOND);
    expect(zalo.messages).toHaveLength(1);
  });

  it('because it is down is tried again', async () => {
    zalo.status = 503;
    await report();
    expect(await notices()).toMatchObject([{ status: 'queued', error: 'EZALO HTTP 503' }]);
    zalo.status = 200;
    await app.advance(15 * SECOND);
    expect(zalo.messages).toHaveLength(1);
  });
});

it('a server without an official account says so, and hears nobody', async () => {
  const plain = await startApp();
  const technician = await plain.signIn('technician');
  const { body } = await plain.get<MyNoticesView>('/api/v1/my-notices', technician);
  expect(body.channels.find(({ channel }) => channel === 'zalo')?.state).toBe('not-set-up');
  expect((await plain.post('/api/v1/my-notices/zalo', {}, technician)).status).toBe(409);
  expect((await userWrites(plain, 'z-1', 'TB-AAAABBBB')).status).toBe(404);
  await plain.close();
});
