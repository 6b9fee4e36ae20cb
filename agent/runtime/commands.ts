import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Goodbye } from '../../src/contracts/agent/index.js';
import { chooseProxy, NetworkProbe } from '../../src/probing/index.js';
import {
  collectorsForThisPlatform,
  hardwareIdentityForThisPlatform,
  systemProxyForThisPlatform,
} from '../collectors/index.js';
import { DiskSpool } from '../spool/disk-spool.js';
import { MemorySpool } from '../spool/memory-spool.js';
import { SPOOL_LIMITS, type Spool } from '../spool/spool.js';
import { HttpTransport } from '../transport/http-transport.js';
import { Agent } from './agent.js';
import { systemClock } from './clock.js';
import { ConfigError, readConfig } from './config.js';
import { enrolDevice } from './enrol.js';
import { onGoodbye } from './goodbye.js';
import { openBrowser } from './open-browser.js';
import { releaseLock, takeLock } from './lock.js';
import { consoleLog, errorText, silentLog, type Log } from './log.js';
import { messages, type Sentence } from './messages.js';
import { readSentReport } from './sent-report.js';
import { currentSession } from './session.js';
import { bootId } from './speaker.js';
import { STATE_FILES } from './state-files.js';
import { AGENT_VERSION } from './version.js';

function say({ vi, en }: Sentence): void {
  console.log(`${vi}\n${en}`);
}

export async function run(stateDirectory: string): Promise<void> {
  const session = await currentSession();
  // One spool per session: on a PC with two people signed in, two agents share the state directory.
  const folder = join(stateDirectory, STATE_FILES.spool, String(session));
  readConfig(stateDirectory);
  const holder = takeLock(folder, bootId(stateDirectory, systemClock));
  if (holder !== null) throw new ConfigError('(state)', messages.alreadyRunning(holder));
  const log = consoleLog(systemClock);
  const onTrouble = (error: unknown): void => log.problem(`spool: ${errorText(error)}`);
  const agent = await assemble(stateDirectory, new DiskSpool(folder, SPOOL_LIMITS, onTrouble), log);
  let started: Promise<void> | null = null;
  await onGoodbye(async (reason) => {
    await started?.catch(() => undefined);
    await depart(agent, reason, folder, log);
  });
  started = agent.start();
  await started;
}

async function depart(agent: Agent, reason: Goodbye, folder: string, log: Log): Promise<void> {
  log.info(`goodbye: ${reason}`);
  await agent.goodbye(reason).catch((error: unknown) => log.problem(errorText(error)));
  if (reason === 'sleep') return;
  releaseLock(folder);
  // Sockets of probes under way and a slow inventory would keep the process for seconds.
  process.exit(0);
}

export async function sendOnce(stateDirectory: string): Promise<void> {
  const agent = await assemble(stateDirectory, new MemorySpool(), consoleLog(systemClock));
  await agent.reportOnce();
  say(messages.reported);
  process.exit(0);
}

/** Standard output carries the report alone, so that it can be read by a program. */
export async function printReport(stateDirectory: string): Promise<void> {
  const agent = await assemble(stateDirectory, new MemorySpool(), silentLog);
  const report = await agent.collectOnce();
  await new Promise((resolve) => process.stdout.write(`${JSON.stringify(report, null, 2)}\n`, resolve));
  process.exit(0);
}

export function checkConfig(stateDirectory: string): void {
  const config = readConfig(stateDirectory);
  const missing = config.certificateFolders.find((folder) => !existsSync(folder));
  if (missing !== undefined)
    throw new ConfigError('certificateFolders', messages.noCertificateFolder(missing));
  say(messages.configIsSound(config.server, config.deviceName, config.center.name));
}

export interface EnrolOptions {
  server: string;
  code: string;
  name?: string;
  proxy?: string;
  certificates?: string[];
}

export async function enrol(stateDirectory: string, options: EnrolOptions): Promise<void> {
  const server = serverAddress(options.server);
  const hardware = await hardwareIdentityForThisPlatform();
  const transport = new HttpTransport(
    server,
    chooseProxy(options.proxy ?? null, await systemProxyForThisPlatform()),
  );
  const device = {
    server,
    joinCode: options.code.trim(),
    deviceName: (options.name ?? hostname()).trim().slice(0, 64),
    hardware: await hardware.digest(),
    certificateFolders: options.certificates ?? [],
    proxy: options.proxy,
  };
  const config = await enrolDevice(transport, device, stateDirectory);
  transport.close();
  say(messages.enrolled(config.deviceName, config.center.name));
  process.exit(0);
}

/** The icon "Báo sự cố": asks the server for a link and opens it; `print` writes it instead. */
export async function reportTrouble(stateDirectory: string, print: boolean): Promise<void> {
  const config = readConfig(stateDirectory);
  const proxyFor = chooseProxy(config.proxy ?? null, await systemProxyForThisPlatform());
  const transport = new HttpTransport(config.server, proxyFor);
  const url = await transport
    .reportLink(config.token)
    .then((link) => link.url)
    // The server knows who asks, or it is not there: the page of the center takes reports all the same.
    .catch((error: unknown) => {
      console.error(errorText(error));
      return config.center.reportUrl;
    });
  transport.close();
  if (print) console.log(url);
  else await openBrowser(url);
}

export function what(stateDirectory: string): void {
  const report = readSentReport(stateDirectory);
  if (!report) return say(messages.nothingSentYet);
  const when = new Date(report.sentAt).toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour12: false,
  });
  say(messages.what(when));
  console.log(JSON.stringify(report, null, 2));
}

export async function installBrowser(stateDirectory: string, browserData: string | undefined): Promise<void> {
  const { installBrowserSupport } = await import('../collectors/browser-tabs/install.js');
  const script = process.argv[1];
  // A single executable is its own script.
  const own = script === undefined || script === process.execPath ? [] : [script];
  const written = await installBrowserSupport({
    stateDirectory,
    command: { executable: process.execPath, arguments: [...own, 'native-host', '--state', stateDirectory] },
    ...(browserData === undefined ? {} : { browserDataDirectory: browserData }),
  });
  for (const path of written) console.log(path);
}

async function assemble(stateDirectory: string, spool: Spool, log: Log): Promise<Agent> {
  const config = readConfig(stateDirectory);
  const proxyFor = chooseProxy(config.proxy ?? null, await systemProxyForThisPlatform());
  const { certificateFolders } = config;
  return new Agent({
    stateDirectory,
    config,
    session: await currentSession(),
    clock: systemClock,
    collectors: await collectorsForThisPlatform({ stateDirectory, certificateFolders }),
    probe: new NetworkProbe(systemClock, proxyFor, `trucban-agent/${AGENT_VERSION}`),
    transport: new HttpTransport(config.server, proxyFor),
    spool,
    log,
  });
}

function serverAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new ConfigError('--server', messages.badServer);
  return url.origin;
}
