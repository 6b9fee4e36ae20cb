import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CertificateList, DeviceView, TicketList, TicketView } from '../../src/contracts/api/index.js';
import type { Caller } from '../factories/app.js';
import { BuiltProduct, eventually } from '../factories/built-product.js';
import { makeCertificate } from './support/test-certificate.js';
import { writeState } from './support/watched.js';
import { WineMachine } from './support/wine-machine.js';
import type { WineProcess } from './support/wine-process.js';

const THRESHOLD_SECONDS = 20;

/** Real: the built server, the packaged agent on Windows' node.exe, Win32 windows and certificate store (Wine's). */
describe('a Windows PC at a counter', () => {
  let product: BuiltProduct;
  let technician: Caller;
  let machine: WineMachine;
  let notepad: WineProcess;

  const ask = async <T>(path: string): Promise<T> =>
    (await product.request<T>('GET', path, undefined, technician)).body;
  const tickets = async (status: string): Promise<TicketList['rows']> =>
    (await ask<TicketList>(`/api/v1/tickets?status=${status}`)).rows;
  const windowsSeen = async (): Promise<Map<string, string>> => {
    const { programs } = await ask<DeviceView>('/api/v1/devices/1');
    const windows = programs.flatMap(({ id, sources }) => sources.map((source) => ({ id, ...source })));
    return new Map(windows.filter(({ source }) => source === 'window').map(({ id, tone }) => [id, tone]));
  };

  beforeAll(async () => {
    product = await BuiltProduct.start();
    technician = await product.signIn('technician');
    await product.admin(
      'program',
      'set',
      'vgca-sign',
      'processName=notepad.exe',
      'pathContains=-',
      'listenPort=-',
    );
    await product.admin('program', 'set', 'vgca-sign', 'watchWindows=1', 'required=0');
    await product.admin(
      'program',
      'set',
      'chrome',
      'processName=winemine.exe',
      'pathContains=-',
      'watchWindows=1',
    );
    await product.admin('program', 'enable', 'vgca-sign');
    await product.admin('program', 'enable', 'chrome');
    await product.admin('policy', 'set', 'program.hungAfterSeconds', String(THRESHOLD_SECONDS));
    machine = await WineMachine.start();
    const folder = await machine.makeFolder('certificates');
    const subject = '/C=VN/O=Ủy ban nhân dân xã Lạc Lương/CN=Nguyễn Thị Đường/UID=CCCD:012345678901';
    const issuer = '/C=VN/O=Ban Cơ yếu Chính phủ/CN=Cơ quan chứng thực thử nghiệm G2';
    const dates = { from: '20260228170000Z', until: '20290301165959Z' };
    await machine.addCertificate(await makeCertificate(folder, { subject, issuer, ...dates }));
    const state = await machine.makeFolder('state');
    const { token } = await product.enrol('Quầy 3', null);
    await writeState(state, { server: product.url.replace('localhost', '127.0.0.1'), token });
    notepad = machine.startNotepad();
    machine.startMinesweeper();
    machine.startAgent(state);
  }, 180_000);

  afterAll(async () => {
    await machine?.stop();
    await product?.close();
  }, 60_000);

  it('is seen with both windows answering', async () => {
    await eventually('both windows are seen', 60, async () => {
      const seen = await windowsSeen();
      return seen.get('vgca-sign') === 'ok' && seen.get('chrome') === 'ok';
    });
    expect(await tickets('all')).toEqual([]);
  }, 90_000);

  it('gets one ticket when a window stops answering, and none for the healthy one', async () => {
    const stopped = Date.now();
    notepad.suspend();
    await machine.runScript('click.mjs', 'Notepad');
    const [row, ...others] = await eventually('a ticket', THRESHOLD_SECONDS + 60, async () => {
      const open = await tickets('open');
      return open.length > 0 && open;
    });
    process.stdout.write(`window stopped to ticket: ${((Date.now() - stopped) / 1000).toFixed(1)} s\n`);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ place: 'Xã Lạc Lương · Quầy 3' });
    expect(row!.title.vi).toMatch(/^Ký số .* bị treo$/);
    expect(row!.beganAt).toBeGreaterThanOrEqual(stopped);
    const { facts } = await ask<TicketView>(`/api/v1/tickets/${row!.id}`);
    expect(facts.map(({ value }) => value.vi)).toContain('cửa sổ');
  }, 120_000);

  it('has the ticket resolved when the window answers again', async () => {
    notepad.continue();
    await eventually('the ticket is resolved', 60, async () => (await tickets('open')).length === 0);
    expect((await tickets('resolved')).map(({ status }) => status)).toEqual(['resolved']);
  }, 90_000);

  it("has the user's certificate listed with its Vietnamese names and exact UTC dates", async () => {
    const [row] = await eventually('the certificate', 60, async () => {
      const { rows } = await ask<CertificateList>('/api/v1/reports/certificates');
      return rows.length > 0 && rows;
    });
    expect(row).toMatchObject({
      holder: 'Nguyễn Thị Đường',
      agency: expect.stringContaining('Ủy ban nhân dân xã Lạc Lương'),
      notBefore: Date.UTC(2026, 1, 28, 17, 0, 0),
      notAfter: Date.UTC(2029, 2, 1, 16, 59, 59),
      device: 'Quầy 3',
    });
    expect(JSON.stringify(row)).not.toContain('012345678901');
  }, 90_000);
});
