import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type {
  DigestView,
  WebhookPage,
  WebhookSecret,
  WebhookTest,
  WebhookView,
} from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { reportByLink } from './support/clerk.js';
import { answering, HttpReceiver, type Received } from './support/http-receiver.js';
import { DAY, HOUR, MINUTE, SECOND } from './support/timeline.js';

// Real conversations with a real server.
jest.setTimeout(60_000);

let app: TestApp;
let other: HttpReceiver;
let admin: TestPerson;

const asked = (over: object = {}): object => ({
  name: 'Phòng trực Sở',
  url: `${other.url}/trucban`,
  kinds: ['clerk', 'resolved'],
  leastPriority: 'low',
  province: null,
  enabled: true,
  ...over,
});
const add = async (over: object = {}): Promise<WebhookSecret> => {
  const answer = await app.post<WebhookSecret>('/api/v1/webhooks', asked(over), admin);
  expect(answer.status).toBe(201);
  return answer.body;
};
const page = async (): Promise<WebhookPage> => {
  admin = await app.signIn('administrator');
  return (await app.get<WebhookPage>('/api/v1/webhooks', admin)).body;
};
const endpoint = async (): Promise<WebhookView> => (await page()).endpoints[0]!;
const notices = () =>
  app.app
    .get(Reader)
    .rows(`SELECT status, reason, attempts, error FROM notice WHERE channel = 'webhook' ORDER BY id`);
async function report(): Promise<number> {
  const id = await reportByLink(app);
  await app.settle();
  return id;
}

/** As the Standard Webhooks specification describes it, and not as the product does it. */
function verified({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  const given = String(headers['webhook-signature']).split(' ');
  return given.includes(`v1,${expected}`);
}

beforeEach(async () => {
  other = await HttpReceiver.start();
  app = await startApp();
  admin = await app.signIn('administrator');
});
afterEach(async () => {
  other.hangUp();
  await app.close();
  await other.close();
});

describe('another system', () => {
  it('is told of a turn that it asked for, once, signed with its secret', async () => {
    const { secret } = await add();
    const id = await report();
    const { number } = (await app.get(`/api/v1/tickets/${id}`, admin)).body;
    await app.advance(HOUR);

    expect(other.got).toHaveLength(1);
    const [message] = other.got;
    expect(message).toMatchObject({ method: 'POST', path: '/trucban' });
    expect(message!.headers['content-type']).toBe('application/json');
    expect(message!.headers['webhook-id']).toMatch(/^msg_[0-9a-f-]{36}$/);
    expect(secret).toMatch(/^whsec_/);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
    expect(verified(message!, secret)).toBe(true);
    expect(verified({ ...message!, body: `${message!.body} ` }, secret)).toBe(false);
    expect(JSON.parse(message!.body)).toMatchObject({
      type: 'ticket.clerk',
      timestamp: new Date(app.clock.now() - HOUR).toISOString(),
      data: {
        kind: 'clerk',
        heading: { vi: 'Cán bộ báo sự cố', en: 'Reported by a clerk' },
        text: null,
        ticket: {
          id,
          number,
          state: 'new',
          priority: 'high',
          title: { en: expect.stringContaining('Reported') },
        },
        center: { communeCode: '05362', provinceCode: '25' },
      },
    });
    expect(JSON.parse(message!.body).data.ticket.url).toMatch(new RegExp(`/tickets/${id}$`));
  });

  it('reads nothing of the clerk: no name, no phone, no address, none of their words', async () => {
    await add();
    await report();
    for (const personal of ['Hoa', '0912', '@', 'màn hình trắng'])
      expect(other.got[0]!.body).not.toContain(personal);
  });

  it('is not told of other turns, of what is less urgent, or of another province', async () => {
    await add({ kinds: ['resolved'] });
    await add({ leastPriority: 'critical' });
    await add({ province: '25' });
    await report();
    expect(other.got).toHaveLength(1);
    const { endpoints } = await page();
    expect(endpoints.map(({ outcomes }) => outcomes.length)).toEqual([0, 0, 1]);
    expect(endpoints[2]).toMatchObject({
      provinceName: 'Phú Thọ',
      outcomes: [{ outcome: 'sent', attempts: 1 }],
    });
  });
});

describe('a message that is not taken', () => {
  it('is sent again with the same id and a new signature, until it is', async () => {
    const { secret } = await add();
    other.answer = answering(503);
    await report();
    expect(await notices()).toMatchObject([{ status: 'queued', attempts: 1, error: 'EHTTP 503' }]);
    expect((await endpoint()).failingSince).toBe(app.clock.now());
    await app.advance(15 * SECOND);
    other.answer = answering(204);
    await app.advance(MINUTE);
    expect(other.got).toHaveLength(3);
    expect(new Set(other.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(other.got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(other.got.every((one) => verified(one, secret))).toBe(true);
    expect(await notices()).toMatchObject([{ status: 'sent', attempts: 3, error: null }]);
    expect(await endpoint()).toMatchObject({ failingSince: null, outcomes: [{ attempts: 3 }] });
  });

  it('because the line broke after it went out is sent again: its id tells the copy', async () => {
    await add();
    other.answer = (_, response) => void response.destroy();
    await report();
    expect(await notices()).toMatchObject([{ status: 'queued', attempts: 1 }]);
    other.answer = answering(200);
    await app.advance(15 * SECOND);
    expect(await notices()).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  it('because the answer never comes is given up after 15 s, and tried again', async () => {
    await add();
    other.answer = () => undefined;
    await reportByLink(app);
    const settled = app.settle();
    await other.until(1);
    app.clock.advance(15 * SECOND);
    await settled;
    expect(await notices()).toMatchObject([{ status: 'queued', attempts: 1, error: 'ETIMEDOUT' }]);
    other.answer = answering(200);
    await app.advance(15 * SECOND);
    expect(other.got).toHaveLength(2);
  });

  it('but pointed elsewhere does not go there', async () => {
    await add();
    const elsewhere = await HttpReceiver.start();
    other.answer = answering(307, '', { location: `${elsewhere.url}/` });
    await report();
    expect(elsewhere.got).toEqual([]);
    expect(await notices()).toMatchObject([{ status: 'queued', error: 'EHTTP 307' }]);
    await elsewhere.close();
  });

  it('is read no further than its beginning', async () => {
    await add();
    other.answer = answering(200, 'x'.repeat(5_000_000));
    await report();
    expect(await notices()).toMatchObject([{ status: 'sent' }]);
    const { id } = await endpoint();
    const tested = (await app.post<WebhookTest>(`/api/v1/webhooks/${id}/test`, {}, admin)).body;
    expect(tested.answer.length).toBeLessThanOrEqual(2_048);
  });
});

describe('an endpoint that does not answer', () => {
  it('any more (410) is turned off at once, and what waits for it goes nowhere', async () => {
    await add();
    other.answer = answering(503);
    await report();
    other.answer = answering(410);
    await report();
    expect((await endpoint()).off).toEqual({ reason: 'GONE', at: app.clock.now() });
    expect(await notices()).toMatchObject([
      { status: 'skipped', reason: 'ENDPOINT_OFF' },
      { status: 'failed', error: 'EHTTP 410' },
    ]);
    const before = other.got.length;
    await report();
    await app.advance(HOUR);
    expect(other.got).toHaveLength(before);
  });

  it('for a day is turned off, and the digest and the page say so; it can be turned on again', async () => {
    await add();
    other.answer = answering(500);
    await report();
    for (let hour = 0; hour < 25; hour++) await app.advance(HOUR);
    expect(await endpoint()).toMatchObject({ enabled: false, off: { reason: 'FAILING' } });
    const digest = (await app.get<DigestView>('/api/v1/digest', admin)).body;
    const told = [...digest.coming.parts, ...(digest.last?.parts ?? [])].flatMap(({ lines }) => lines);
    expect(told).toContainEqual(expect.objectContaining({ count: 1, path: '/webhooks' }));

    const { id } = await endpoint();
    other.answer = answering(200);
    expect((await app.post(`/api/v1/webhooks/${id}`, asked(), admin)).status).toBe(204);
    expect(await endpoint()).toMatchObject({ enabled: true, off: null, failingSince: null });
    const before = other.got.length;
    await report();
    expect(other.got).toHaveLength(before + 1);
  });

  it('keeps nobody waiting for their mail or their bell', async () => {
    await add();
    other.answer = () => undefined;
    await reportByLink(app);
    const settled = app.settle();
    await other.until(1);
    const inbox = (await app.get('/api/v1/my-notices/inbox', admin)).body;
    expect(inbox.unread).toBe(1);
    app.clock.advance(15 * SECOND);
    await settled;
  });
});

describe('an administrator', () => {
  it('sends a test and reads what was answered', async () => {
    const { id, secret } = await add({ enabled: false });
    other.answer = answering(202, 'đã nhận');
    const taken = await app.post<WebhookTest>(`/api/v1/webhooks/${id}/test`, {}, admin);
    expect(taken.body).toEqual({ ok: true, status: 202, fault: null, answer: 'đã nhận' });
    expect(verified(other.got[0]!, secret)).toBe(true);
    expect(JSON.parse(other.got[0]!.body)).toMatchObject({ type: 'test' });
    other.answer = answering(404, 'không có');
    const refused = await app.post<WebhookTest>(`/api/v1/webhooks/${id}/test`, {}, admin);
    expect(refused.body).toMatchObject({ ok: false, status: 404, answer: 'không có' });
    await other.close();
    const dead = await app.post<WebhookTest>(`/api/v1/webhooks/${id}/test`, {}, admin);
    expect(dead.body).toMatchObject({ ok: false, status: null, fault: 'ECONNREFUSED' });
    other = await HttpReceiver.start();
  });

  it('gives another secret; for a day both sign', async () => {
    const { id, secret: former } = await add();
    const renewed = await app.post<WebhookSecret>(`/api/v1/webhooks/${id}/secret`, {}, admin);
    const { secret } = renewed.body;
    expect(secret).not.toBe(former);
    await report();
    expect(verified(other.got[0]!, secret)).toBe(true);
    expect(verified(other.got[0]!, former)).toBe(true);
    await app.advance(DAY + MINUTE);
    await report();
    expect(verified(other.got.at(-1)!, secret)).toBe(true);
    expect(verified(other.got.at(-1)!, former)).toBe(false);
  });

  it('reads the secret once, and never again', async () => {
    const { secret } = await add();
    expect(JSON.stringify(await page())).not.toContain(secret.slice(6));
    const trail = await app.app.get(Reader).rows('SELECT action, detail FROM audit_entry');
    expect(JSON.stringify(trail)).not.toContain(secret.slice(6));
    expect(trail).toContainEqual({
      action: 'webhook.added',
      detail: expect.stringContaining(new URL(other.url).host),
    });
  });

  it.each([
    ['http://hooks.example.vn/', 'https://'],
    ['không phải địa chỉ', 'Địa chỉ chưa đúng'],
    ['https://a:b@hooks.example.vn/', 'mật khẩu'],
    ['http://169.254.169.254/', '169.254'],
  ])('is told what is wrong with %s', async (url, says) => {
    const { status, body } = await app.post('/api/v1/webhooks', asked({ url }), admin);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'WEBHOOK_URL', path: 'url' });
    expect(body.error.message.vi).toContain(says);
  });

  it('removes one, and changes none that is not there', async () => {
    const { id } = await add();
    expect((await app.delete(`/api/v1/webhooks/${id}`, admin)).status).toBe(204);
    expect((await page()).endpoints).toEqual([]);
    expect((await app.post(`/api/v1/webhooks/${id}`, asked(), admin)).status).toBe(404);
    expect((await app.post(`/api/v1/webhooks/${id}/test`, {}, admin)).status).toBe(404);
  });

  it('alone keeps endpoints', async () => {
    const technician = await app.signIn('technician');
    expect((await app.get('/api/v1/webhooks', technician)).status).toBe(403);
    expect((await app.post('/api/v1/webhooks', asked(), technician)).status).toBe(403);
  });
});
