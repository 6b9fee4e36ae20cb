import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Report } from '../../src/contracts/agent/index.js';
import { makeCertificate } from './support/test-certificate.js';
import { seen, watched, writeState } from './support/watched.js';
import { waitUntil } from './support/wait-until.js';
import { WineMachine } from './support/wine-machine.js';
import type { WineProcess } from './support/wine-process.js';

const INTERNET_SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

interface Measured {
  times: Record<string, number>;
  before: { nextHandle: number; residentMb: number };
  after: { nextHandle: number; residentMb: number };
  proxies: Record<string, string | null>;
}

/** Real: Windows' node.exe, koffi, Wine's windows, processes, sockets, certificate store and registry. */
describe('what the agent sees of a Windows PC', () => {
  let machine: WineMachine;

  beforeAll(async () => {
    machine = await WineMachine.start('watch-windows.ts', 'measure-collectors.ts');
  }, 120_000);

  afterAll(() => machine.stop(), 60_000);

  it('prints a report that the contract allows, and sends nothing', async () => {
    const folder = await machine.makeFolder('certificates');
    await machine.addCertificate(
      await makeCertificate(folder, {
        subject: '/C=VN/CN=Trần Văn Ân',
        issuer: '/C=VN/CN=Cơ quan thử nghiệm',
        from: '20260101000000Z',
        until: '20270101000000Z',
      }),
    );
    const state = await machine.makeFolder('state');
    const programs = [watched('service', { process: { name: 'services.exe', pathContains: null } })];
    // Nobody listens on the port "discard": a report sent there would end the command with an error.
    await writeState(state, { server: 'http://127.0.0.1:9', programs });
    const agent = machine.startAgent(state, '--print');
    expect(await agent.ended).toBe(0);
    const report = Report.parse(JSON.parse(agent.output()));
    expect(report.certificates?.map(({ holder }) => holder)).toEqual(['Trần Văn Ân']);
    expect(report.inventory?.platform).toBe('windows');
    expect(seen(report, 'service', 'process')).toBe('ok');
  }, 60_000);

  it('does not take a window that waits for its own dialog for a hang, even when another program shows it', async () => {
    const notepad = machine.startNotepad();
    const watcher = machine.startScript('watch-windows.js', 'notepad.exe');
    await waitUntil('a window', () => lastState(watcher) === 'ok');
    const dialog = machine.startScript('open-dialog.mjs');
    await waitUntil('a dialog', () => dialog.output().includes('open'));
    const before = states(watcher).length;
    notepad.suspend();
    await machine.runScript('click.mjs', 'Notepad');
    // Windows calls a window hung after five seconds; Wine was seen to take ten.
    await waitUntil('24 looks', () => states(watcher).length > before + 24);
    expect(new Set(states(watcher).slice(before))).toEqual(new Set(['ok']));
    await dialog.kill();
    await waitUntil('the hang that is left', () => lastState(watcher) === 'not_responding');
    notepad.continue();
    await waitUntil('the recovery', () => lastState(watcher) === 'ok');
    await notepad.kill();
    await waitUntil('no window', () => lastState(watcher) === 'none');
    await watcher.kill();
  }, 90_000);

  it('keeps no handle and no memory over thousands of looks, and follows the proxy of the user', async () => {
    await setProxy(machine, { server: 'http=a.test:80;https=proxy.test:3128', past: '*.vidu.test;<local>' });
    machine.startNotepad();
    const output = await machine.runScript('measure-collectors.js', '1');
    console.log(output);
    const { before, after, proxies } = JSON.parse(output) as Measured;
    // A handle's number is a multiple of four.
    expect(after.nextHandle).toBeLessThanOrEqual(before.nextHandle + 40);
    // The heap breathes by some MB; one path's buffer lost per look would be a hundred.
    expect(after.residentMb).toBeLessThan(before.residentMb + 30);
    expect(proxies).toEqual({
      'https://hotich.test/': 'http://proxy.test:3128',
      'http://hotich.test/': 'http://a.test',
      'https://noibo.vidu.test/': null,
    });
  }, 120_000);

  it('leaves nothing running', async () => {
    await machine.stop();
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
    expect(stdout).not.toContain(machine.folder);
  }, 60_000);
});

async function setProxy(
  machine: WineMachine,
  { server, past }: { server: string; past: string },
): Promise<void> {
  const add = (name: string, type: string, value: string): Promise<void> =>
    machine.wine('reg', 'add', INTERNET_SETTINGS, '/v', name, '/t', type, '/d', value, '/f');
  await add('ProxyEnable', 'REG_DWORD', '1');
  await add('ProxyServer', 'REG_SZ', server);
  await add('ProxyOverride', 'REG_SZ', past);
}

/** What the watcher printed of Notepad, whole lines only. */
function states(watcher: WineProcess): (string | undefined)[] {
  const lines = watcher.output().split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as Record<string, string>)['notepad.exe']);
}

function lastState(watcher: WineProcess): string | undefined {
  return states(watcher).at(-1);
}
