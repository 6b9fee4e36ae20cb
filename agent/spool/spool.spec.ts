import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DiskSpool } from './disk-spool.js';
import { MemorySpool } from './memory-spool.js';
import { describeSpool, spanNumber } from './testing/spool-suite.js';

const root = mkdtempSync(join(tmpdir(), 'trucban-spool-'));
let made = 0;
const freshDirectory = (): string => join(root, String(++made));
afterAll(() => rmSync(root, { recursive: true }));

describeSpool('the spool in memory', (limits) => new MemorySpool(limits));
describeSpool('the spool on disk', (limits) => new DiskSpool(freshDirectory(), limits));

describe('the spool on disk after a crash', () => {
  const numbers = (spool: DiskSpool): string[] => spool.begin(100).spans.map((span) => span.id);

  it('still has what was appended and not what was answered', () => {
    const directory = freshDirectory();
    const before = new DiskSpool(directory);
    before.append([spanNumber(1), spanNumber(2), spanNumber(3)]);
    before.begin(1).accept();
    before.begin(1);
    expect(numbers(new DiskSpool(directory))).toEqual(['program-2', 'program-3']);
  });

  it('loses only the line that was torn, and goes on behind it', () => {
    const directory = freshDirectory();
    const before = new DiskSpool(directory);
    before.append([spanNumber(1)]);
    appendFileSync(join(directory, 'history.jsonl'), '{"n":2,"span":{"id":"prog');
    const after = new DiskSpool(directory);
    after.append([spanNumber(3)]);
    expect(numbers(new DiskSpool(directory))).toEqual(['program-1', 'program-3']);
  });

  it('skips a line that a damaged disk made unreadable', () => {
    const directory = freshDirectory();
    new DiskSpool(directory).append([spanNumber(1), spanNumber(2)]);
    const path = join(directory, 'history.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"program-1"', '"pro\u0000'));
    expect(numbers(new DiskSpool(directory))).toEqual(['program-2']);
  });

  it('remembers how many it dropped', () => {
    const directory = freshDirectory();
    const limits = { spans: 2, bytes: 1_000_000 };
    new DiskSpool(directory, limits).append([1, 2, 3, 4, 5].map(spanNumber));
    const after = new DiskSpool(directory, limits);
    expect(after.dropped).toBe(3);
    expect(numbers(after)).toEqual(['program-4', 'program-5']);
  });

  it('goes on in memory while the disk refuses, and catches up when it no longer does', () => {
    const directory = freshDirectory();
    const troubles: unknown[] = [];
    const spool = new DiskSpool(directory, undefined, (error) => troubles.push(error));
    // A closed file refuses every write, as a full disk does.
    spool.close();
    spool.append([spanNumber(1)]);
    expect(spool.waiting).toBe(1);
    expect(troubles).toHaveLength(1);
    spool.append([spanNumber(2)]);
    expect(numbers(new DiskSpool(directory))).toEqual(['program-1', 'program-2']);
  });

  it('stays small however long it is used', () => {
    const directory = freshDirectory();
    const spool = new DiskSpool(directory, { spans: 20, bytes: 8_000 });
    for (let index = 1; index <= 300; index++) {
      spool.append([spanNumber(index)]);
      if (index % 3 === 0) spool.begin(5).accept();
    }
    expect(statSync(join(directory, 'history.jsonl')).size).toBeLessThan(17_000);
  });
});
