import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

interface Run {
  code: number | null;
  reason: string | null;
  left: string[];
}
interface Verdict {
  passed: number;
  failed: number;
  problems: string[];
}

/** The runner is plain JavaScript, since it has to run before anything is built. */
async function load<T>(file: string): Promise<T> {
  return (await import(new URL(file, import.meta.url).pathname)) as T;
}
const { judge } = await load<{ judge: (results: object | null, run: Run, strict: boolean) => Verdict }>(
  './jest-suite.mjs',
);
const { runCommand } = await load<{ runCommand: (command: string[], options: object) => Promise<Run> }>(
  './processes.mjs',
);

/** Of every living process; that of one which only waits to be buried is empty. */
function commandLines(): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      return /^\d+$/.test(entry)
        ? readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        : [];
    } catch {
      return []; // ended while we looked
    }
  });
}

const { sideBySide } = await load<{ sideBySide: (chosen: object[]) => object[][] }>('./suites.mjs');

const root = new URL('../..', import.meta.url).pathname;
const results = (numbers: object) => ({
  ...{ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] },
  ...numbers,
});
const fine: Run = { code: 0, reason: null, left: [] };

describe('a suite', () => {
  it('passes when all its tests passed', () => {
    expect(judge(results({ numPassedTests: 3 }), fine, true)).toEqual({ passed: 3, failed: 0, problems: [] });
  });

  it('counts each failed test', () => {
    const red = judge(results({ numPassedTests: 3, numFailedTests: 2 }), { ...fine, code: 1 }, false);
    expect(red).toEqual({ passed: 3, failed: 2, problems: [] });
  });

  it.each([
    ['found no tests', results({}), { ...fine, code: 1 }],
    ['found no tests', null, { ...fine, code: 1 }],
    ['ended with exit code 1', results({ numPassedTests: 3 }), { ...fine, code: 1 }],
    [
      'took longer than 5 minutes',
      results({ numPassedTests: 3 }),
      { ...fine, reason: 'took longer than 5 minutes' },
    ],
    [
      'a.spec.ts could not be run',
      results({ testResults: [{ name: 'a.spec.ts', status: 'failed', assertionResults: [] }] }),
      { ...fine, code: 1 },
    ],
  ])('fails once when it %s', (problem, outcome, run) => {
    const verdict = judge(outcome, run, false);
    expect(verdict).toMatchObject({ failed: 1, problems: [problem] });
  });

  it('fails for each skipped test in CI, and only says so elsewhere', () => {
    const skipping = results({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 });
    expect(judge(skipping, fine, false)).toEqual({ passed: 3, failed: 0, problems: ['2 skipped or todo'] });
    expect(judge(skipping, fine, true)).toMatchObject({ passed: 3, failed: 2 });
  });
});

/** Processes come and go slowly on a busy machine. */
jest.setTimeout(60_000);

const node = (script: string) => [process.execPath, '-e', script];

describe('a command', () => {
  it('answers with its exit code', async () => {
    expect(await runCommand(node('process.exit(7)'), { root, minutes: 1 })).toEqual({
      ...{ code: 7, reason: null, left: [] },
    });
  });

  it('that cannot be started says so', async () => {
    const { reason } = await runCommand(['no-such-command'], { root, minutes: 1 });
    expect(reason).toMatch(/^could not start: .*no-such-command/);
  });

  it('is ended when its time is over', async () => {
    const { reason } = await runCommand(node('setInterval(() => {}, 1000)'), { root, minutes: 0.01 });
    expect(reason).toBe('took longer than 0.01 minutes');
  });

  it('leaves nothing behind, not even what went into a process group of its own', async () => {
    const detach = `
      const { spawn } = require('node:child_process');
      spawn('sleep', ['293'], { detached: true, stdio: 'ignore' }).unref();`;
    const { left } = await runCommand(node(detach), { root, minutes: 1 });
    expect(left).toEqual(['sleep']);
    expect(commandLines()).not.toContain('sleep 293');
  });
});

describe('commands that run side by side', () => {
  const leave = (name: string, seconds: number, lasts: number) => `
    const { spawn } = require('node:child_process');
    spawn('${name}', ['${seconds}'], { detached: true, stdio: 'ignore' }).unref();
    setTimeout(() => console.log('${seconds}'), ${lasts});`;

  it('are each told of what they left themselves, and end nothing of the other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trucban-runner-'));
    const [short, long] = [join(folder, 'short'), join(folder, 'long')];
    const options = { root, minutes: 1 };
    const ended: string[] = [];
    const both = await Promise.all([
      runCommand(node(leave('sleep', 294, 0)), { ...options, output: short }).finally(() =>
        ended.push('short', ...commandLines().filter((line) => line === 'sleep 295')),
      ),
      runCommand(node(leave('sleep', 295, 6_000)), { ...options, output: long }),
    ]);
    expect(both.map(({ left }) => left)).toEqual([['sleep'], ['sleep']]);
    expect(ended).toEqual(['short', 'sleep 295']);
    expect([short, long].map((file) => readFileSync(file, 'utf8'))).toEqual(['294\n', '295\n']);
    expect(commandLines().filter((line) => /^sleep 29[45]$/.test(line))).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('are neighbours that say so', () => {
    const [a, b, c, d] = [{}, { together: 'x' }, { together: 'x' }, { together: 'y' }];
    expect(sideBySide([a, b, c, d])).toEqual([[a], [b, c], [d]]);
    expect(sideBySide([c])).toEqual([[c]]);
  });
});

describe('npm test', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['test/run.mjs', ...args], { cwd: root, encoding: 'utf8' });

  it('explains itself', () => {
    const { stdout, status } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('integration-postgres');
  });

  it('refuses a suite that does not exist, instead of running nothing', () => {
    const { stderr, status } = run('brwser');
    expect(status).toBe(2);
    expect(stderr).toContain('there is no suite "brwser"');
  });
});
