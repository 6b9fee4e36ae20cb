import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import { LinuxListeners } from '../listeners/listeners-linux.js';
import { LinuxProcesses } from './processes-linux.js';

const watched = (change: Partial<WatchedProgram>): WatchedProgram => ({
  ...{ id: 'ky-so', kind: 'desktop', process: null, listenPort: null },
  ...{ watchWindows: false, probe: null, tab: null, ...change },
});

describe('the presence of a program on Linux', () => {
  let folder: string;
  let child: ChildProcess;
  const processes = new LinuxProcesses();

  const state = async (name: string, pathContains: string | null = null): Promise<string | undefined> =>
    (await processes.sample([watched({ process: { name, pathContains } })], 1))[0]?.state;

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'trucban-process-')), 'SignHelper');
    mkdirSync(folder);
    // Longer than the 15 characters that the kernel keeps of a command.
    copyFileSync('/bin/sleep', join(folder, 'VGCASignServiceStandIn'));
    child = spawn(join(folder, 'VGCASignServiceStandIn'), ['60']);
    await once(child, 'spawn');
  });
  afterAll(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('is seen by its whole name, whatever the case and with or without .exe', async () => {
    expect(await state('VGCASignServiceStandIn')).toBe('ok');
    expect(await state('vgcasignservicestandin.EXE')).toBe('ok');
    expect(await state('VGCASignServiceOther')).toBe('missing');
  });

  it('is told from a namesake by its folder, with either kind of slash', async () => {
    expect(await state('VGCASignServiceStandIn', '\\signhelper\\')).toBe('ok');
    expect(await state('VGCASignServiceStandIn', 'CocCoc')).toBe('missing');
  });

  it('ends with the process', async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(await state('VGCASignServiceStandIn')).toBe('missing');
  });

  it('is left out when the program is not watched that way', async () => {
    expect(await processes.sample([watched({})], 1)).toEqual([]);
  });
});

describe('a listening port on Linux', () => {
  it('is seen while something listens, without a connection being made', async () => {
    let connections = 0;
    const server = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const look = async () =>
      (await new LinuxListeners().sample([watched({ listenPort: port })], 1))[0]?.state;
    expect(await look()).toBe('ok');
    await new Promise((resolve) => server.close(resolve));
    expect(await look()).toBe('not_listening');
    expect(connections).toBe(0);
  });
});
