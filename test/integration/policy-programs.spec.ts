import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProgramView } from '../../src/contracts/api/index.js';
import { AgentPolicies } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';

let app: TestApp;
let lan: TestPerson;

beforeAll(async () => {
  app = await startApp();
  lan = await app.signIn('administrator');
});
afterAll(() => app.close());

const NAMES = { nameVi: 'Kế toán xã', nameEn: 'Commune accounts' };
const add = (id: string, fields: Record<string, string>): Promise<Answer> =>
  app.post('/api/v1/programs', { id, kind: 'web', fields: { ...NAMES, ...fields } }, lan);
const told = async (): Promise<string[]> =>
  (await app.app.get(AgentPolicies).current()).programs.map(({ id }) => id);

describe('the list of watched programs', () => {
  it('takes a new program that nobody probes until it is enabled', async () => {
    const answer = await add('ketoan', {
      url: 'https://ketoan.test/',
      tabHosts: 'ketoan.test',
      slowMs: '3000',
    });
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({
        id: 'ketoan',
        nameVi: 'Kế toán xã',
        enabled: false,
        fields: expect.objectContaining({ url: 'https://ketoan.test/', slowMs: '3000', listenPort: '' }),
      }),
    ]);
    expect(await told()).toEqual([]);
    expect((await app.post('/api/v1/programs/ketoan/enable', {}, lan)).status).toBe(204);
    expect(await told()).toEqual(['ketoan']);
    expect((await app.post('/api/v1/programs/ketoan/disable', {}, lan)).status).toBe(204);
    expect(await told()).toEqual([]);
    const actions = await app.app
      .get(Reader)
      .rows(`SELECT action, user_id AS "by" FROM audit_entry WHERE subject = 'program:ketoan' ORDER BY id`);
    expect(actions).toEqual(
      ['program.added', 'program.enabled', 'program.disabled'].map((action) => ({ action, by: lan.id })),
    );
  });

  it('changes fields', async () => {
    const answer = await app.post<ProgramView>(
      '/api/v1/programs/ketoan',
      { fields: { url: 'https://ketoan.test:8443/dang-nhap', nameVi: 'Kế toán' } },
      lan,
    );
    expect(answer.body).toMatchObject({
      nameVi: 'Kế toán',
      fields: { url: 'https://ketoan.test:8443/dang-nhap' },
    });
  });

  it.each([
    ['ftp://ketoan.test/', 'url'],
    ['ketoan.test', 'url'],
    ['https://', 'url'],
    ['https://lan:mat-khau@ketoan.test/', 'url'],
    ['javascript:alert(1)', 'url'],
  ])('refuses the address %s', async (url, path) => {
    const answer = await add('khac', { url });
    expect([answer.status, answer.body.error.path]).toEqual([400, path]);
    expect(answer.body.error.message.en).toContain('https://motcua.example.vn/');
  });

  it.each([
    ['Kế toán', {}, 400, 'id'],
    ['ketoan', {}, 409, 'id'],
    ['khac', { nameVi: '' }, 400, 'nameVi'],
    ['khac', { listenPort: '70000' }, 400, 'listenPort'],
    ['khac', { tabHosts: 'https://ketoan.test/' }, 400, 'tabHosts'],
  ])('refuses %s with %j and names the field', async (id, fields, status, path) => {
    const answer = await add(id, fields);
    expect([answer.status, answer.body.error.path]).toEqual([status, path]);
    expect((await app.get<ProgramView[]>('/api/v1/programs', lan)).body.map((one) => one.id)).not.toContain(
      'khac',
    );
  });

  it('enables nothing that has nothing to watch, or a placeholder for an address', async () => {
    expect((await add('trong', {})).status).toBe(201);
    const empty = await app.post('/api/v1/programs/trong/enable', {}, lan);
    expect([empty.status, empty.body.error.code]).toEqual([400, 'PROGRAM_NOTHING_TO_WATCH']);
    const placeholder = await app.post('/api/v1/programs/motcua/enable', {}, lan);
    expect([placeholder.status, placeholder.body.error.code]).toEqual([400, 'PROGRAM_PLACEHOLDER']);
    expect((await app.post('/api/v1/programs/khong-co/enable', {}, lan)).status).toBe(404);
  });

  it('is for administrators alone', async () => {
    const technician = await app.signIn('technician');
    expect((await app.get('/api/v1/programs', technician)).status).toBe(403);
    expect((await app.post('/api/v1/programs/ketoan/enable', {}, technician)).status).toBe(403);
  });
});
