import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CertificateEntry } from '../../src/contracts/agent/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { hardwareOf, startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { MailServer } from './support/mail-server.js';
import {
  DAY,
  HOUR,
  kinds,
  MINUTE,
  onlyTicket,
  pass,
  ticket,
  tickets,
  vietnamTime,
} from './support/timeline.js';

// Hours are lived through in steps of 15 s.
jest.setTimeout(60_000);

let mail: MailServer;
let app: TestApp;
let pc: TestPc;

beforeEach(async () => {
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url } });
  await app.signIn('technician');
  // These PCs are off for weeks so that only time speaks; that this is a finding of its own is not the matter here.
  const author = { userId: null, name: 'test' };
  await app.app.get(PolicyService).set('presence.offWorkingDays', '60', author, app.clock.now());
  pc = new TestPc(app, await app.enrol());
  await pc.beat();
});
afterEach(async () => {
  await app.close();
  await mail.close();
});

const YEARS_3 = 3 * 365 * DAY;

/** A certificate that ends in so many days. */
const endingIn = (days: number, fields: Partial<CertificateEntry> = {}): CertificateEntry => {
  const notAfter = app.clock.now() + days * DAY;
  return {
    thumbprint: hardwareOf(`certificate ${notAfter}`),
    serial: '0A1B2C',
    holder: 'Nguyễn Thị Hồng',
    organisation: 'Ủy ban nhân dân xã Lạc Lương',
    units: ['Tỉnh Phú Thọ'],
    email: 'hong.nt@phutho.example.vn',
    issuer: 'CA phục vụ các cơ quan Nhà nước G2',
    issuerOrganisation: 'Ban Cơ yếu Chính phủ',
    notBefore: notAfter - YEARS_3,
    notAfter,
    store: 'user',
    ...fields,
  };
};

/** The PC is off from now on, so that only time speaks. */
const later = async (milliseconds: number): Promise<void> => {
  await pc.goodbye('shutdown');
  await app.advance(milliseconds);
};

describe('a certificate that nears its end', () => {
  it('opens one ticket for its renewal 75 days before, and tells by mail', async () => {
    await pc.lists([endingIn(75)]);
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ priority: 'low', place: 'Xã Lạc Lương · Quầy 1' });
    expect(view.title.vi).toBe('Chứng thư của Nguyễn Thị Hồng hết hạn 08/02/2027: cần đề nghị gia hạn');
    expect(mail.subjects).toEqual([`[${view.number}] Phiếu mới: ${view.title.vi} – ${view.place}`]);
  });

  it('turns the same ticket to a new issue at 59 days, and to an urgent one when it has expired', async () => {
    await pc.lists([endingIn(75)]);
    const { id, number } = await onlyTicket(app);
    await later(15 * DAY);
    expect((await ticket(app, id)).title.vi).toContain('gia hạn');
    await app.advance(DAY);
    const replaced = await onlyTicket(app);
    expect(replaced).toMatchObject({ id, priority: 'normal' });
    expect(replaced.title.vi).toContain('đã quá thời gian gia hạn, cần đề nghị cấp mới');

    for (let day = 58; day > 0; day--) await app.advance(DAY);
    expect(await onlyTicket(app)).toMatchObject({ id, priority: 'high' });
    await app.advance(MINUTE);

    const expired = await onlyTicket(app);
    expect(expired).toMatchObject({ id, priority: 'high' });
    await app.advance(DAY);
    const urgent = await onlyTicket(app);
    expect(urgent).toMatchObject({ id, priority: 'critical' });
    expect(urgent.title.vi).toContain('đã hết hạn từ 08/02/2027');
    expect(kinds(urgent)).toEqual(['opened', 'evidence', 'evidence', 'evidence']);
    const ofTicket = mail.subjects.filter((subject) => subject.startsWith(`[${number}]`));
    const turns = ofTicket.map((subject) => subject.replace(`[${number}] `, '').split(':')[0]);
    expect(turns).toEqual(['Phiếu mới', 'Có thay đổi', 'Có thay đổi', 'Có thay đổi']);
  });

  it('opens nothing 120 days before', async () => {
    await pc.lists([endingIn(120)]);
    await later(29 * DAY);
    expect(await tickets(app, 'all')).toEqual([]);
  });

  it('opens its ticket at midnight of the day it reaches its first tier, with the PC off', async () => {
    await pc.lists([endingIn(91)]);
    expect(await tickets(app)).toEqual([]);
    const midnight = vietnamTime('2026-11-26', '00:00:00');
    await later(midnight - app.clock.now() - MINUTE);
    expect(await tickets(app)).toEqual([]);
    await app.advance(MINUTE);
    expect(await onlyTicket(app)).toMatchObject({ openedAt: midnight, beganAt: midnight });
  });
});

describe('a certificate whose token is unplugged', () => {
  it('raises nothing by that alone', async () => {
    await pc.lists([endingIn(120)]);
    await pc.lists([]);
    await pass(app, 300, pc);
    expect(await tickets(app, 'all')).toEqual([]);
  });

  it('still advances, and says when it was seen last', async () => {
    const certificate = endingIn(75);
    await pc.lists([certificate]);
    const { id } = await onlyTicket(app);
    await app.advance(2 * HOUR);
    await pc.beat();
    await app.advance(30_000);
    await pc.lists([]);
    expect(kinds(await ticket(app, id))).toEqual(['opened']);

    await later(16 * DAY);

    const view = await onlyTicket(app);
    expect(view).toMatchObject({ id, priority: 'normal' });
    expect(view.events.at(-1)?.text.vi).toContain('thấy lần cuối 11:00 ngày 25/11/2026');
    expect(mail.mails.at(-1)?.text).toContain('thấy lần cuối 11:00 ngày 25/11/2026');
  });
});

describe('a certificate that has a successor', () => {
  it('needs no more work: its ticket resolves itself', async () => {
    const old = endingIn(75);
    await pc.lists([old]);
    const { id } = await onlyTicket(app);
    await pc.lists([old, endingIn(1000, { holder: 'NGUYỄN THỊ HỒNG', organisation: 'UBND xã Lạc Lương' })]);
    expect(await tickets(app)).toEqual([]);
    expect(await ticket(app, id)).toMatchObject({ status: 'resolved' });
    expect(mail.subjects.at(-1)).toContain('Đã xử lý');
    await later(80 * DAY);
    expect(await tickets(app)).toEqual([]);
  });

  it('is not succeeded by the certificate of somebody else', async () => {
    const old = endingIn(75);
    await pc.lists([old, endingIn(1000, { email: 'hong.nt2@phutho.example.vn' })]);
    expect(await tickets(app)).toHaveLength(1);
  });
});

it('is one ticket when two PCs list the same certificate', async () => {
  const other = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 2' }));
  const certificate = endingIn(75);
  await pc.lists([certificate]);
  await other.lists([certificate]);
  await later(16 * DAY);
  const view = await onlyTicket(app);
  expect(kinds(view)).toEqual(['opened', 'evidence']);
  expect(await tickets(app, 'all')).toHaveLength(1);
});
