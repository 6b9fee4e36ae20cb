import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startScreen, type Screen } from './screen.js';
import { WineProcess } from './wine-process.js';

const run = promisify(execFile);
const support = fileURLToPath(new URL('.', import.meta.url));
const scripts = join(support, 'scripts');
const bundler = fileURLToPath(new URL('../../../agent/packaging/bundle-windows.mjs', import.meta.url));

const NOTEPAD = 'C:\\windows\\system32\\notepad.exe';
const MINESWEEPER = 'C:\\windows\\system32\\winemine.exe';

/**
 * A Windows 10 PC for one test file: a Wine prefix and a virtual screen of its own, the packaged agent and its node.exe.
 * Nothing is shared with another machine or left behind.
 */
export class WineMachine {
  private started = 0;
  private stopped: Promise<void> | null = null;
  private readonly processes: WineProcess[] = [];

  private constructor(
    readonly folder: string,
    private readonly screen: Screen,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** `entries` of `support/entries` are bundled beside the agent and can be started as scripts, `.js` in place of `.ts`. */
  static async start(...entries: string[]): Promise<WineMachine> {
    const folder = await mkdtemp(join(tmpdir(), 'trucban-wine-'));
    const screen = await startScreen();
    const machine = new WineMachine(folder, screen, {
      ...process.env,
      WINEPREFIX: join(folder, 'prefix'),
      // Wine links the folders of the person at the PC into this one.
      HOME: folder,
      WINEDEBUG: '-all',
      // No questions about Mono and Gecko, no entries in anybody's start menu.
      WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
      DISPLAY: screen.name,
    });
    try {
      await machine.install(entries);
    } catch (error) {
      await machine.stop();
      throw error;
    }
    return machine;
  }

  /** A path of this computer as Windows programs see it. */
  windowsPath(path: string): string {
    return `Z:${path.replaceAll('/', '\\')}`;
  }

  /** An empty folder that is visible from both sides. */
  async makeFolder(name: string): Promise<string> {
    const path = join(this.folder, name);
    await mkdir(path, { recursive: true });
    return path;
  }

  startNotepad(): WineProcess {
    return this.launch([NOTEPAD]);
  }

  startMinesweeper(): WineProcess {
    return this.launch([MINESWEEPER]);
  }

  startAgent(stateDirectory: string, ...options: string[]): WineProcess {
    return this.startNode(
      this.script('trucban-agent.js'),
      '--state',
      this.windowsPath(stateDirectory),
      ...options,
    );
  }

  /** Starts one of `support/scripts` in node.exe. */
  startScript(name: string, ...args: string[]): WineProcess {
    return this.startNode(this.script(name), ...args);
  }

  /** Runs one of `support/scripts` to its end and gives what it printed. */
  async runScript(name: string, ...args: string[]): Promise<string> {
    const process = this.startScript(name, ...args);
    const code = await process.ended;
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${process.output()}`);
    return process.output();
  }

  /** Puts a certificate (DER) into the personal store of the user. */
  async addCertificate(derPath: string): Promise<void> {
    await this.runScript('add-certificate.mjs', this.windowsPath(derPath));
  }

  /** Ends the session as the start menu does when the PC is shut down: every window is asked, told and then closed. */
  async shutDown(): Promise<void> {
    await this.wine('wineboot', '--end-session', '--shutdown');
  }

  async wine(...command: string[]): Promise<void> {
    await run('wine', command, { env: this.environment });
  }

  /** May be asked for twice. */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    // Ends the programs of this prefix alone.
    await run('wineserver', ['-k'], { env: this.environment }).catch(() => undefined);
    await Promise.all(this.processes.filter((process) => !process.hasEnded).map((process) => process.kill()));
    await run('wineserver', ['-w'], { env: this.environment }).catch(() => undefined);
    await this.screen.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  private async install(entries: readonly string[]): Promise<void> {
    const app = join(this.folder, 'app');
    await Promise.all([
      run(process.execPath, [bundler, app, ...entries.map((entry) => join(support, 'entries', entry))]),
      this.wine('wineboot', '--init').then(() =>
        this.wine('reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'),
      ),
    ]);
    for (const script of await readdir(scripts)) await copyFile(join(scripts, script), join(app, script));
  }

  private script(name: string): string {
    return this.windowsPath(join(this.folder, 'app', name));
  }

  private startNode(...args: string[]): WineProcess {
    return this.launch([join(this.folder, 'app/node.exe'), ...args]);
  }

  private launch(command: readonly string[]): WineProcess {
    this.started += 1;
    const output = join(this.folder, `output-${this.started}.txt`);
    const process = new WineProcess(command, this.environment, output);
    this.processes.push(process);
    return process;
  }
}
