import { describe, expect, it } from '@jest/globals';
import { describeBreaches, readTree } from './source-tree.js';
import { writeQueueBreaches } from './write-queue.js';

describe('every write goes through one queue (decision 17)', () => {
  it('is kept by every file of src', () => {
    const files = readTree('src').filter(({ path }) => path.endsWith('.ts'));
    expect(describeBreaches(writeQueueBreaches(files))).toBe('');
  });

  it.each([
    ['a data source', "import { DataSource } from 'typeorm';"],
    ['all of TypeORM', "import * as orm from 'typeorm';"],
    ['a repository, even as a type', "import type { Repository } from 'typeorm';"],
    ['an injected repository', "import { InjectRepository } from '@nestjs/typeorm';"],
    ['the SQLite driver', "import Database from 'better-sqlite3';"],
    ['the PostgreSQL driver', "const { Pool } = await import('pg');"],
    ['a transaction', 'await source.transaction(work);'],
    ['a query runner', 'const runner = source.createQueryRunner();'],
    ['SQL that writes', 'await reader.query(`UPDATE device SET name = ? WHERE id = ${id}`);'],
  ])('reports with file and line: %s', (_situation, line) => {
    const found = writeQueueBreaches([{ path: 'src/state/a.ts', text: `const n = 1;\n${line}\n` }]);
    expect(found).toMatchObject([{ file: 'src/state/a.ts', line: 2, rule: 'write-queue' }]);
  });

  it.each([
    ['entities are declared anywhere', 'src/state/a.ts', "import { Entity, Column } from 'typeorm';"],
    ['reading', 'src/state/a.ts', "await reader.query('SELECT id FROM device');"],
    ['the unit of work', 'src/state/a.ts', "await work.run((tx) => tx.execute('UPDATE device SET a = 1'));"],
    ['the platform itself', 'src/platform/database/a.ts', "import { DataSource } from 'typeorm';"],
    ['specs look into the database', 'src/state/a.spec.ts', "import { DataSource } from 'typeorm';"],
  ])('allows: %s', (_situation, path, text) => {
    expect(writeQueueBreaches([{ path, text }])).toEqual([]);
  });
});
