import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import { channelAddress, open } from './channel.js';
import { EXTENSION_ID } from './constants.js';
import { encodeMessage, FrameReader, MAX_FRAME_BYTES } from './frames.js';
import { batchScript, shellScript } from './install.js';
import { TabWatcher } from './tab-watcher.js';

const NOW = 1_800_000_000_000;
const PROGRAM: WatchedProgram = {
  id: 'ho-tich',
  kind: 'web',
  process: null,
  listenPort: null,
  watchWindows: false,
  probe: null,
  tab: { hosts: ['hotich.test'], slowMs: 10_000 },
};

let directory: string;
let watcher: TabWatcher;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'trucban-watcher-'));
  watcher = new TabWatcher(directory);
  await watcher.sample([PROGRAM], NOW);
});
afterEach(async () => {
  await watcher.close();
  await rm(directory, { recursive: true, force: true });
});

async function connectBrowser(): Promise<Socket> {
  return (await open(await channelAddress(directory)))!;
}

async function say(socket: Socket, browser: string, state: string, since = NOW - 5_000): Promise<void> {
  const changed = new Promise<void>((resolve) => watcher.onChange(resolve));
  socket.write(encodeMessage({ kind: 'states', browser, programs: [{ id: 'ho-tich', state, since }] }));
  await changed;
}

const stateAt = async (now: number) => (await watcher.sample([PROGRAM], now))[0];

describe('the agent’s end of the browser channel', () => {
  it('hands out the watch list to a browser that connects, and says none before it hears of a tab', async () => {
    const socket = await connectBrowser();
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(JSON.parse(new FrameReader().push(chunk)[0]!.toString())).toEqual({
      kind: 'watch',
      programs: [{ id: 'ho-tich', hosts: ['hotich.test'], slowMs: 10_000 }],
    });
    expect(await stateAt(NOW)).toMatchObject({ state: 'none', source: 'tab' });
    socket.destroy();
  });

  it('takes the worst of two browsers, with its own beginning', async () => {
    const [one, other] = [await connectBrowser(), await connectBrowser()];
    await say(one, 'browser-one', 'not_responding');
    await say(other, 'browser-two', 'ok');
    expect(await stateAt(NOW)).toMatchObject({ state: 'not_responding', since: NOW - 5_000, at: NOW });
  });

  it('forgets a browser that has gone, but not while it may just be restarting', async () => {
    const socket = await connectBrowser();
    await say(socket, 'browser-one', 'not_responding');
    socket.destroy();
    await once(socket, 'close');
    expect(await stateAt(NOW)).toMatchObject({ state: 'not_responding' });
    const again = await connectBrowser();
    await say(again, 'browser-one', 'ok');
    expect(await stateAt(NOW + 1_000)).toMatchObject({ state: 'ok' });
    expect(await stateAt(NOW + 60_000)).toMatchObject({ state: 'none' });
  });

  it('hangs up on a caller that does not speak the protocol, and keeps listening', async () => {
    const stranger = await connectBrowser();
    stranger.resume();
    stranger.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await once(stranger, 'close');
    const socket = await connectBrowser();
    await say(socket, 'browser-one', 'dialog');
    expect(await stateAt(NOW)).toMatchObject({ state: 'dialog' });
  });

  it('lets nobody but its own account in, and no second agent take over', async () => {
    expect((await stat(await channelAddress(directory))).mode & 0o777).toBe(0o600);
    await expect(new TabWatcher(directory).sample([], NOW)).rejects.toThrow('EADDRINUSE');
  });

  it('replaces the socket that a killed agent left', async () => {
    const path = await channelAddress(directory);
    await watcher.close();
    const killed = spawnSync(process.execPath, [
      '-e',
      `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    expect(killed.signal).toBe('SIGKILL');
    expect(existsSync(path)).toBe(true);
    watcher = new TabWatcher(directory);
    expect(await stateAt(NOW)).toMatchObject({ state: 'none' });
  });
});

describe('frames', () => {
  it('are put together from any pieces', () => {
    const bytes = Buffer.concat([encodeMessage({ a: 'Hộ tịch' }), encodeMessage([1])]);
    const reader = new FrameReader();
    const frames = [...bytes].flatMap((byte) => reader.push(Buffer.of(byte)));
    expect(frames.map((frame) => JSON.parse(frame.toString()))).toEqual([{ a: 'Hộ tịch' }, [1]]);
  });

  it('above the limit are refused before their body is read', () => {
    const header = Buffer.alloc(4);
    header.writeUInt32LE(MAX_FRAME_BYTES + 1);
    expect(() => new FrameReader().push(header)).toThrow('announces');
  });
});

describe('installing for browsers', () => {
  it('names the extension that the fixed key makes', async () => {
    const manifest = new URL('../../browser-extension/manifest.json', import.meta.url);
    const { key } = JSON.parse(await readFile(manifest, 'utf8')) as { key: string };
    const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
    const id = [...hash].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');
    expect(id).toBe(EXTENSION_ID);
  });

  it('quotes paths with blanks, quotes and percent signs', () => {
    const command = { executable: "/opt/Trực Ban/it's", arguments: ['native-host'] };
    expect(shellScript(command)).toBe(`#!/bin/sh\nexec '/opt/Trực Ban/it'\\''s' 'native-host' "$@"\n`);
    expect(batchScript({ executable: 'C:\\100%\\a.exe', arguments: [] })).toContain('"C:\\100%%\\a.exe" %*');
  });
});
