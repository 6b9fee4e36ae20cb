import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordingServer } from './support/recording-server.js';
import { makeCertificate } from './support/test-certificate.js';
import { seen, watched, writeState } from './support/watched.js';
import { waitUntil } from './support/wait-until.js';
import { WineMachine } from './support/wine-machine.js';
import type { WineProcess } from './support/wine-process.js';

/**
 * The packaged agent running on a PC, from its start to the end of the session.
 * Real: Windows' node.exe, the bundle, Win32 calls (Wine's), windows, processes, sockets, certificate store, HTTP.
 * Stand-in: the server, which accepts and remembers.
 */
describe('the agent on a Windows PC', () => {
  let machine: WineMachine;
  let server: RecordingServer;
  let agent: WineProcess;
  let notepad: WineProcess;
  let state: string;

  beforeAll(async () => {
    machine = await WineMachine.start();
    const listener = machine.startScript('listen.mjs', '127.0.0.1', '::1');
    const [port4, port6] = await waitUntil('listening ports', () => {
      const text = listener.output();
      return text.endsWith('\n') && (JSON.parse(text) as [number, number]);
    });
    server = await RecordingServer.start([
      watched('notepad', {
        process: { name: 'NOTEPAD.EXE', pathContains: 'windows/system32' },
        watchWindows: true,
      }),
      watched('winemine', { process: { name: 'winemine', pathContains: null }, watchWindows: true }),
      watched('elsewhere', { process: { name: 'notepad.exe', pathContains: 'program files' } }),
      watched('signer', { process: { name: 'node.exe', pathContains: null }, listenPort: port4 }),
      watched('signer-6', { listenPort: port6 }),
      watched('silent', { listenPort: 1 }),
    ]);
    const folder = await machine.makeFolder('certificates');
    await machine.addCertificate(
      await makeCertificate(folder, {
        subject:
          '/C=VN/ST=Phú Thọ/O=Ủy ban nhân dân xã Lạc Lương/OU=Trung tâm Phục vụ hành chính công/OU=Bộ phận Một cửa' +
          '/CN=Nguyễn Thị Đường/UID=CCCD:012345678901/emailAddress=duong.nt@vidu.test',
        issuer: '/C=VN/O=Ban Cơ yếu Chính phủ/CN=Cơ quan chứng thực thử nghiệm G2',
        from: '20260228170000Z',
        until: '20290301165959Z',
      }),
    );
    state = await machine.makeFolder('state');
    await writeState(state, { server: server.url });
    notepad = machine.startNotepad();
    machine.startMinesweeper();
    agent = machine.startAgent(state);
  }, 120_000);

  afterAll(async () => {
    await machine.stop();
    await server.stop();
  }, 60_000);

  /** Answers for how many milliseconds Windows was held up. */
  async function tell(what: string): Promise<number> {
    return (JSON.parse(await machine.runScript('tell-session.mjs', what)) as { heldMs: number }).heldMs;
  }

  /** Starts the agent and waits for its first report; answers from where on reports are its own. */
  async function startAgain(): Promise<number> {
    const begin = server.received.length;
    agent = machine.startAgent(state);
    await server.reportWhere('life', () => true, { begin });
    return begin;
  }

  it('reports windows that answer, processes and listening ports', async () => {
    const { report } = await server.reportWhere('both windows', (report) =>
      ['notepad', 'winemine'].every((id) => seen(report, id, 'window') === 'ok'),
    );
    expect(seen(report, 'notepad', 'process')).toBe('ok');
    expect(seen(report, 'signer', 'process')).toBe('ok');
    expect(seen(report, 'signer', 'listener')).toBe('ok');
    expect(seen(report, 'signer-6', 'listener')).toBe('ok');
    expect(report.agent.session).toBeGreaterThan(0);
    expect(report.load.disks.map(({ mount }) => mount)).toContain('C:');
  }, 60_000);

  it('calls missing what runs from another folder only, and not listening what nobody serves', async () => {
    await server.reportWhere(
      'the missing ones',
      (report) =>
        seen(report, 'elsewhere', 'process') === 'missing' &&
        seen(report, 'silent', 'listener') === 'not_listening',
    );
  }, 60_000);

  it('sends the certificate of the user with Vietnamese names and UTC dates, without the identity number', async () => {
    await waitUntil('certificates', () => server.certificates().length > 0);
    expect(server.certificates()).toEqual([
      {
        thumbprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        serial: '54C0FFEE0123456789',
        holder: 'Nguyễn Thị Đường',
        organisation: 'Ủy ban nhân dân xã Lạc Lương',
        units: ['Trung tâm Phục vụ hành chính công', 'Bộ phận Một cửa'],
        email: 'duong.nt@vidu.test',
        issuer: 'Cơ quan chứng thực thử nghiệm G2',
        issuerOrganisation: 'Ban Cơ yếu Chính phủ',
        notBefore: Date.UTC(2026, 1, 28, 17, 0, 0),
        notAfter: Date.UTC(2029, 2, 1, 16, 59, 59),
        store: 'user',
      },
    ]);
    const everything = JSON.stringify(server.received);
    expect(everything).not.toContain('012345678901');
    expect(everything).not.toContain('CCCD');
  }, 60_000);

  it('reports a window that stops answering with its since, its recovery, and nothing of the healthy one', async () => {
    const stoppedAt = Date.now();
    const begin = server.received.length;
    notepad.suspend();
    await machine.runScript('click.mjs', 'Notepad');
    const { report, at } = await server.reportWhere(
      'a hang',
      (report) => seen(report, 'notepad', 'window') === 'not_responding',
      { begin },
    );
    const hang = report.programs.find(({ state }) => state === 'not_responding');
    // Windows waits five seconds without a message before it calls a window hung.
    expect(hang?.since).toBeGreaterThanOrEqual(stoppedAt);
    expect(hang?.since).toBeLessThan(stoppedAt + 15_000);
    console.log(
      `hung since ${(hang?.since ?? 0) - stoppedAt} ms, reported ${at - stoppedAt} ms after it stopped`,
    );

    const recovering = server.received.length;
    notepad.continue();
    const continuedAt = Date.now();
    const recovered = await server.reportWhere(
      'a recovery',
      (report) => seen(report, 'notepad', 'window') === 'ok',
      { begin: recovering },
    );
    console.log(`recovery reported ${recovered.at - continuedAt} ms after it went on`);
    const states = server.received.slice(begin).map(({ report }) => seen(report, 'winemine', 'window'));
    expect(new Set(states)).toEqual(new Set(['ok']));
  }, 90_000);

  it('takes the window of a program that is closed for none, not for a hang', async () => {
    const begin = server.received.length;
    await notepad.kill();
    const { report } = await server.reportWhere(
      'no window',
      (report) =>
        seen(report, 'notepad', 'window') === 'none' && seen(report, 'notepad', 'process') === 'missing',
      { begin },
    );
    expect(report.programs.some(({ state }) => state === 'not_responding')).toBe(false);
  }, 60_000);

  it('says that the PC goes to sleep before it does, and goes on afterwards', async () => {
    const heldMs = await tell('sleep');
    const slept = server.received.findIndex(({ report }) => report.goodbye === 'sleep');
    expect(slept).toBeGreaterThanOrEqual(0);
    expect(heldMs).toBeLessThan(2_000);
    console.log(`sleep was held up ${heldMs} ms; the agent takes ${agent.residentMb().toFixed(0)} MB`);
    await server.reportWhere('life', (report) => report.goodbye === undefined, { begin: slept + 1 });
  }, 60_000);

  it('goes on when a shutdown is called off', async () => {
    await tell('not-after-all');
    const begin = server.received.length;
    const { report } = await server.reportWhere('life', () => true, { begin });
    expect(report.goodbye).toBeUndefined();
  }, 60_000);

  it('says that it was stopped when its task is ended, and ends', async () => {
    await machine.wine('taskkill', '/IM', 'node.exe');
    await server.reportWhere('a goodbye', ({ goodbye }) => goodbye === 'stopped_by_hand');
    expect(await agent.ended).toBe(0);
  }, 60_000);

  it.each(['logoff', 'update'] as const)(
    'says goodbye with the reason %s and ends',
    async (reason) => {
      const begin = await startAgain();
      expect(await tell(reason)).toBeLessThan(5_000);
      await server.reportWhere('a goodbye', ({ goodbye }) => goodbye === reason, { begin });
      expect(await agent.ended).toBe(0);
    },
    60_000,
  );

  it('says goodbye with the reason shutdown when the PC is shut down', async () => {
    const begin = await startAgain();
    await machine.shutDown();
    await server.reportWhere('a goodbye', ({ goodbye }) => goodbye === 'shutdown', { begin });
    await agent.ended;
  }, 60_000);

  it('sent nothing that the contract does not allow', () => {
    expect(server.refused).toEqual([]);
  });
});
