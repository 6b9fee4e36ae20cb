import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Goodbye } from '../../src/contracts/agent/index.js';

const ASK_MS = 1_500;

/**
 * Calls back once with the reason why this process is being ended. On Windows the session tells (see the Windows
 * part); elsewhere a signal does, and whether the whole PC is going down decides between a shutdown and a person.
 */
export async function onGoodbye(callback: (reason: Goodbye) => Promise<void>): Promise<void> {
  let said = false;
  const once = async (reason: Goodbye): Promise<void> => {
    if (said && reason !== 'sleep') return;
    said ||= reason !== 'sleep';
    await callback(reason);
  };
  const onSignal = (): void => void signalReason().then(once);
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('SIGHUP', onSignal);
  // `npm start` runs the agent beside the server and ends both: that is no hand that silences a PC.
  if (process.connected) process.once('disconnect', () => void once('shutdown'));
  if (process.platform === 'win32') {
    const { onWindowsGoodbye } = await import('./goodbye-windows.js');
    onWindowsGoodbye(once);
  }
}

async function signalReason(): Promise<Goodbye> {
  if (process.platform === 'win32') return 'stopped_by_hand';
  return (await isSystemStopping()) ? 'shutdown' : 'stopped_by_hand';
}

/** systemd answers `stopping`; where there is no systemd, run level 0 or 6 says the same. */
async function isSystemStopping(): Promise<boolean> {
  // `is-system-running` exits non-zero for every state but `running`: what it prints is the answer.
  if ((await output('systemctl', ['is-system-running'])).trim() === 'stopping') return true;
  return /[06]$/.test((await output('runlevel', [])).trim());
}

async function output(command: string, commandArguments: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, commandArguments, { timeout: ASK_MS })).stdout;
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}
