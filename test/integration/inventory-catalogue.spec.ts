import { afterEach, describe, expect, it } from '@jest/globals';
import { ENTITIES } from '../../src/app.module.js';
import { Calendars, Centers, isWorkingTime, Programs } from '../../src/inventory/index.js';
import { Reader, SnakeNaming, UnitOfWork } from '../../src/platform/database/index.js';
import { getMetadataArgsStorage } from 'typeorm';
import { startApp, type TestApp } from '../factories/app.js';

let app: TestApp | null = null;

afterEach(async () => {
  await app?.close();
  app = null;
});

const count = async (running: TestApp, table: string) =>
  (await running.app.get(Reader).row<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n;

describe('the catalogue', () => {
  it('holds the nation, and a center for every commune of the province', async () => {
    app = await startApp();
    expect(await count(app, 'province')).toBe(34);
    expect(await count(app, 'commune')).toBe(3_321);
    expect(await count(app, 'center')).toBe(148);
    const center = await app.app.get(Centers).byIdOrCommuneCode('05362');
    expect(center).toMatchObject({
      name: 'Xã Lạc Lương',
      fullName: 'Trung tâm Phục vụ hành chính công xã Lạc Lương',
      folded: 'xa lac luong',
    });
    expect(await app.app.get(Centers).byPublicLink(center?.publicLink ?? '')).toEqual(center);
  });

  it('stays as people changed it when the server starts again', async () => {
    app = await startApp();
    const before = await app.app.get(Centers).all();
    await app.app
      .get(Programs)
      .set('motcua', { nameVi: 'Một cửa tỉnh nhà' }, { userId: null, name: 'spec' }, 1);
    await app.app
      .get(UnitOfWork)
      .run((tx) => tx.run("UPDATE center SET full_name = 'Tên mới' WHERE id = ?", [before[0]!.id]));
    app = await startApp({ data: await app.stop() });
    const after = await app.app.get(Centers).all();
    expect(after[0]?.fullName).toBe('Tên mới');
    expect(after.map(({ publicLink }) => publicLink)).toEqual(before.map(({ publicLink }) => publicLink));
    expect((await app.app.get(Programs).byId('motcua'))?.nameVi).toBe('Một cửa tỉnh nhà');
  });

  it('gets the centers of a second province beside the first', async () => {
    const first = await startApp();
    app = await startApp({ data: await first.stop(), config: { provinceCode: '46' } });
    expect(await count(app, 'center')).toBe(148 + 40);
  });

  it('refuses a province that does not exist, naming those that do', async () => {
    const start = startApp({ config: { provinceCode: '99' } });
    await expect(start).rejects.toThrow(/TRUCBAN_PROVINCE: there is no province 99.*25 .*Phú Thọ/s);
  });

  it('gives a center office hours until it has its own', async () => {
    app = await startApp();
    const [one, two] = await app.app.get(Centers).all();
    const saturday = Date.UTC(2026, 10, 28, 2, 0);
    await app.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.run(
          'INSERT INTO working_session (center_id, weekday, from_minute, to_minute) VALUES (?, 6, 480, 690)',
          [one!.id],
        ),
      );
    const calendars = app.app.get(Calendars);
    expect(isWorkingTime(await calendars.of(one!.id), saturday)).toBe(true);
    expect(isWorkingTime(await calendars.of(two!.id), saturday)).toBe(false);
    expect(isWorkingTime(await calendars.of(two!.id), app.clock.now())).toBe(true);
  });
});

describe('the migrated schema', () => {
  it('has exactly the columns that the entities name', async () => {
    app = await startApp();
    const reader = app.app.get(Reader);
    const naming = new SnakeNaming();
    const storage = getMetadataArgsStorage();
    const tables = storage.tables.filter(({ target }) => (ENTITIES as unknown[]).includes(target));
    expect(tables).toHaveLength(ENTITIES.length);
    for (const { name, target } of tables) {
      const expected = storage.columns
        .filter((column) => column.target === target)
        .map((column) => naming.columnName(column.propertyName, column.options.name));
      const sql =
        app.data.databaseUrl === null
          ? 'SELECT name FROM pragma_table_info(?)'
          : "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ?";
      const rows = await reader.rows<{ name: string }>(sql, [name ?? '']);
      expect([name, rows.map((row) => row.name).sort()]).toEqual([name, expected.sort()]);
    }
  });
});
