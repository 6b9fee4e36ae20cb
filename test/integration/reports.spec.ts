import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Report } from '../../src/contracts/agent/index.js';
import type { CertificateList, DeviceAgeList } from '../../src/contracts/api/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';

/** A captured PC with its hardware and four certificates. */
const SAMPLE = Report.parse(
  JSON.parse(
    readFileSync(new URL('../../src/contracts/samples/valid/report.first.json', import.meta.url), 'utf8'),
  ),
);
const OLD = SAMPLE.inventory!;

let app: TestApp;
let technician: TestPerson;
let centerId: number;

async function addPc(name: string, said: Parameters<TestPc['beat']>[0]): Promise<TestPc> {
  const pc = new TestPc(app, await app.enrol(centerId, { name }));
  await pc.beat(said);
  return pc;
}

const hardware = (inventory: Partial<typeof OLD>, digit: string) => ({
  inventory: { ...OLD, ...inventory },
  digests: { inventory: digit.repeat(64), certificates: null },
});

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
  centerId = await app.centerId('05362');
  await addPc('Quầy mới', hardware({ biosDate: '2024-05-06', model: 'ThinkCentre neo' }, 'a'));
  await addPc('Quầy không rõ', {});
  await addPc('=HYPERLINK("http://x.test")', hardware({ biosDate: null, osInstalledOn: '2021-03-02' }, 'b'));
  const { certificates, digests, inventory } = SAMPLE;
  await addPc('Quầy Hộ tịch, tầng 1', { inventory, certificates, digests });
});
afterAll(() => app.close());

const devices = async (query = ''): Promise<DeviceAgeList> =>
  (await app.get(`/api/v1/reports/devices${query}`, technician)).body;
const certificates = async (query = ''): Promise<CertificateList> =>
  (await app.get(`/api/v1/reports/certificates${query}`, technician)).body;

describe('the report of PCs by age', () => {
  it('has the oldest first and the unknown last, each with where its age comes from', async () => {
    const list = await devices();
    expect(list.rows.map(({ name, ageSource, ageYears }) => [name, ageSource, ageYears])).toEqual([
      ['Quầy Hộ tịch, tầng 1', 'bios', 9.3],
      ['=HYPERLINK("http://x.test")', 'os_install', 5.7],
      ['Quầy mới', 'bios', 2.6],
      ['Quầy không rõ', 'unknown', null],
    ]);
    expect(list).toMatchObject({ total: 4, page: 1, pages: 1, pastUsefulLife: 1, unknownAge: 1 });
    expect(list.usefulLifeYears).toBe(7);
  });

  it('is searched without marks, by PC, commune and model', async () => {
    expect((await devices('?q=ho%20tich')).rows).toHaveLength(1);
    expect((await devices('?q=lac%20luong')).total).toBe(4);
    expect((await devices('?q=thinkcentre%20lac%20luong')).rows).toMatchObject([{ name: 'Quầy mới' }]);
    expect((await devices('?q=%25')).total).toBe(0);
  });

  it('is narrowed to one center', async () => {
    expect((await devices(`?center=${centerId}`)).total).toBe(4);
    const empty = await devices(`?center=${centerId + 1}`);
    expect(empty).toMatchObject({ total: 0, pages: 1, pastUsefulLife: 0, unknownAge: 0, rows: [] });
  });

  it('is not for everybody', async () => {
    expect((await app.get('/api/v1/reports/devices')).status).toBe(401);
    expect((await app.get('/api/v1/reports/devices.csv')).status).toBe(401);
    expect((await app.get('/api/v1/reports/devices', await app.signIn('clerk'))).status).toBe(403);
  });
});

describe('the report of certificates', () => {
  it('has the soonest end first, and says what is to be done with each', async () => {
    const list = await certificates();
    const ends = list.rows.map(({ notAfter }) => notAfter);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    expect(list.rows.map(({ holder, action, tone }) => [holder, action, tone])).toEqual([
      ['Bùi Quỳnh Như', 'expired', 'problem'],
      ['Đặng Văn Ước', 'replace', 'warning'],
      ['Nguyễn Thị Thu Hường', 'renew', 'warning'],
      ['ỦY BAN NHÂN DÂN XÃ LẠC LƯƠNG', 'none', 'ok'],
    ]);
    expect(list).toMatchObject({ total: 4, needAction: 3 });
  });

  it('is searched by holder, without marks', async () => {
    expect((await certificates('?q=dang%20van%20uoc')).rows).toMatchObject([{ holder: 'Đặng Văn Ước' }]);
  });
});

describe('an exported file', () => {
  async function file(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
    const response = await fetch(app.url + path, { headers: technician.headers });
    expect(response.status).toBe(200);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  }

  it('opens in Excel with its Vietnamese names: UTF-8 with its mark, CRLF, quoted where needed', async () => {
    const { bytes, headers } = await file('/api/v1/reports/devices.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    expect(lines[0]).toMatch(/^Máy,Trung tâm,Tuổi thiết bị \(năm\),Tính từ ngày/);
    expect(lines[1]).toMatch(/^"Quầy Hộ tịch, tầng 1",Xã Lạc Lương,9.3,11\/08\/2017,Ngày BIOS,/);
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('filename="tuoi-thiet-bi-2026-11-25.csv"');
  });

  it('does not let a PC name run as a formula', async () => {
    const { bytes } = await file('/api/v1/reports/devices.csv?q=hyperlink');
    expect(bytes.toString('utf8')).toContain(`\r\n"'=HYPERLINK(""http://x.test"")",`);
  });

  it('has the certificates that match, with dates as people write them', async () => {
    const { bytes } = await file('/api/v1/reports/certificates.csv?q=uoc');
    const lines = bytes.toString('utf8').split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^Đặng Văn Ước,.*,28\/12\/2021,28\/12\/2026,33,/);
  });
});
