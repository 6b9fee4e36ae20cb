import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoardView } from '../../src/contracts/api/index.js';
import { until } from '../load/random.js';

/** A build may come first. */
const MINUTE_MS = 60_000;

let folder: string;
let said: string;
let start: ChildProcess;

function npmStart(): Promise<void> {
  said = '';
  start = spawn(process.execPath, ['setup/start.mjs'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TRUCBAN_DATA_DIR: folder, TRUCBAN_PORT: '0' },
  });
  return new Promise((resolve, reject) => {
    for (const stream of [start.stdout!, start.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Ctrl-C')) resolve();
      });
    }
    start.once('exit', () => reject(new Error(`ended before it was ready:\n${said}`)));
  });
}

async function stop(): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => start.once('exit', resolve));
  start.kill('SIGINT');
  return ended;
}

/** What the database says once nobody holds it any more. */
function rows(sql: string): unknown[] {
  const database = new Database(join(folder, 'trucban.sqlite'), { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

function presence(): unknown {
  return (rows('SELECT presence FROM device_state')[0] as { presence: string } | undefined)?.presence;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trucban-start-'));
  await npmStart();
}, 3 * MINUTE_MS);
afterAll(async () => {
  if (start.exitCode === null && start.signalCode === null) await stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('serves the first page and shows this very machine on the board, by the one-time link it prints', async () => {
    const url = readFileSync(join(folder, 'address'), 'utf8').trim();
    expect((await fetch(url)).status).toBe(200);
    const token = /setup\?token=(\S+)/.exec(said)?.[1];
    const person = { login: 'lan', name: 'Lan', email: 'lan@example.vn', password: 'bon tu khong lien quan' };
    const setup = await fetch(`${url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...person }),
    });
    expect(setup.status).toBe(201);
    const cookie = setup.headers.getSetCookie()[0]!.split(';')[0]!;
    await until('this machine is on the board', 10, async () => {
      const board = (await (await fetch(`${url}/api/v1/board`, { headers: { cookie } })).json()) as BoardView;
      const lacLuong = board.centers.find(({ communeCode }) => communeCode === '05362');
      return lacLuong?.devices.online === 1;
    });
  });

  it('ends agent and server at Ctrl-C, without a ticket about the agent', async () => {
    const server = Number(/"pid":(\d+)/.exec(readFileSync(join(folder, 'server.log'), 'utf8'))?.[1]);
    expect(await stop()).toBe(0);
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
    expect(rows('SELECT presence, goodbye FROM device_state')).toEqual([
      { presence: 'off', goodbye: 'shutdown' },
    ]);
    expect(rows('SELECT id FROM ticket')).toEqual([]);
  });

  it(
    'neither enrols this machine a second time nor offers the link again, even at another port',
    async () => {
      await npmStart();
      expect(said).not.toContain('setup?token=');
      // Answered is durable; what it means is folded in a moment later.
      await until('this machine is online', 10, () => presence() === 'online');
      await stop();
      expect(presence()).toBe('off');
      expect(rows('SELECT id FROM device')).toHaveLength(1);
    },
    MINUTE_MS,
  );
});
