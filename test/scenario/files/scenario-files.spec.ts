import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp, startListening } from '../../../src/app.js';
import { playFile, scratchFolder } from '../../../src/scenario/index.js';
import { freshData, type TestData } from '../../factories/database.js';
import { placeSqliteTemplate } from '../../factories/templates.js';

/** Real: every stage, the database, the HTTP API. Played: time, PCs, people, the mail server. */
jest.setTimeout(60_000);

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
const boot = { createApp, startListening };

const removals: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

async function scratch(): Promise<Pick<TestData, 'dataDir' | 'databaseUrl'>> {
  if (process.env['TRUCBAN_TEST_DATABASE'] === 'postgres') {
    const data = await freshData();
    removals.push(() => data.remove());
    return data;
  }
  const dataDir = scratchFolder();
  removals.push(() => rmSync(dataDir, { recursive: true, force: true }));
  await placeSqliteTemplate(dataDir);
  return { dataDir, databaseUrl: null };
}

function written(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'trucban-scenario-file-'));
  removals.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'own.yaml');
  writeFileSync(file, text);
  return file;
}

describe('the scenario files', () => {
  it('are many', () => expect(FILES.length).toBeGreaterThanOrEqual(60));

  it.each(FILES)('%s ends as it says', async (name) => {
    const result = await playFile(join(FOLDER, name), boot, scratch);
    if (result.fault) throw new Error(`${name}:${result.fault.line}: ${result.fault.message}`);
    const lines = result.differences.map(({ line, at, message }) => `${name}:${line}: ${at}: ${message}`);
    expect(lines.join('\n')).toBe('');
  });
});

const HEAD = `title: thử
start: 2026-11-25 09:00
centers: { lac-luong: "05362" }
programs: [hotich]
people: { lan: technician }
pcs: { q1: lac-luong }
timeline:
`;

describe('a scenario file that is wrong', () => {
  it.each([
    ['an unknown verb', '  - onn: q1', 8, 'unknown key "onn"; did you mean "on"'],
    ['an unknown PC', '  - on: q11', 8, 'there is no PC "q11"; did you mean "q1"?'],
    [
      'a time that goes backwards',
      '  - { at: 09:10, on: q1 }\n  - { at: 07:30, cut: q1 }',
      9,
      'at: time goes backwards: 2026-11-25 07:30:00 is before 2026-11-25 09:10:00; the next day is "ngày sau 07:30"',
    ],
    ['a time that is none', '  - { at: 9h, on: q1 }', 8, 'at: "9h" is no time; write +5m, 07:30'],
    [
      'an unknown state',
      '  - sees: { pc: q1, program: hotich, tab: hung }',
      8,
      'tab: there is no "hung"; did you mean "none"? (ok, not_responding, load_failed',
    ],
    ['an unknown reason', '  - goodbye: { pc: q1, reason: shutdwn }', 8, 'did you mean "shutdown"'],
    [
      'a wrong type',
      '  - disk: { pc: q1, free_percent: ít }',
      8,
      'free_percent: must be a number from 0 to 100, not "ít"',
    ],
    [
      'an unknown policy',
      '  - policy: { web.slowAfter: 5 }',
      8,
      'there is no policy "web.slowAfter"; did you mean "web.slowAfterSeconds"',
    ],
    [
      'a policy value that is refused',
      '  - policy: { web.slowAfterSeconds: -5 }\n  - expect: { nothing: true }',
      8,
      'POLICY_VALUE_INVALID',
    ],
    [
      'an unknown expectation',
      '  - expect: { ticket: 1 }',
      8,
      'unknown key "ticket"; did you mean "tickets"',
    ],
    [
      'an unknown rule',
      '  - expect:\n      findings: [{ rule: device-silnt }]',
      9,
      'did you mean "device-silent"?',
    ],
    ['nothing to compare', '  - on: q1', 8, 'expects nothing'],
    ['no YAML', '  - on: [q1', 9, 'not YAML'],
    [
      'a person at a ticket that is not there',
      '  - person: { who: lan, act: take, ticket: treo }\n  - expect: { nothing: true }',
      8,
      '0 tickets fit "treo"',
    ],
  ])('is refused with its line and the remedy: %s', async (_, timeline, line, message) => {
    const { fault } = await playFile(written(`${HEAD}${timeline}\n`), boot, scratch);
    expect(fault).toEqual({ line, message: expect.stringContaining(message) });
  });
});

describe('a scenario that ends differently', () => {
  it('names the line of each expectation, what it wanted and what comes nearest', async () => {
    const timeline = `  - on: q1
  - cut: q1
  - at: +2m
    expect:
      tickets: [{ title: Máy mất kết nối, priority: high }]
      presence: { q1: "off" }
`;
    const result = await playFile(written(HEAD + timeline), boot, scratch);
    expect('differences' in result && result.differences).toEqual([
      {
        line: 12,
        at: '2026-11-25 09:02:00',
        message: expect.stringContaining('nearest: priority is "normal", expected high'),
      },
      { line: 12, at: '2026-11-25 09:02:00', message: expect.stringContaining('tickets: not expected: {') },
      { line: 13, at: '2026-11-25 09:02:00', message: 'presence: q1 is silent, expected off' },
    ]);
  });
});
