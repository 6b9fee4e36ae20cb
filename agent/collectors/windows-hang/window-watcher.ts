import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import { RunningProcesses } from '../../windows/running-processes.js';
import { win32, type Pointer, type Win32 } from '../../windows/win32.js';
import type { ProgramSample, ProgramWatcher } from '../collector.js';

const GW_OWNER = 4;
const DWMWA_CLOAKED = 14;

interface SeenWindow {
  processId: number;
  isHung: boolean;
}

/**
 * Whether the windows of watched programs answer, in the session of this agent. The system itself says which window has
 * not asked for messages for five seconds; no message is sent and no title is read.
 */
export function hungWindows(): ProgramWatcher {
  return {
    name: 'windows',
    async sample(programs: readonly WatchedProgram[], now: number): Promise<ProgramSample[]> {
      const watched = programs.filter(({ watchWindows, process }) => watchWindows && process !== null);
      if (watched.length === 0) return [];
      const api = win32();
      const windows = seenWindows(api);
      const processes = new RunningProcesses(api);
      return watched.flatMap((program) => windowSample(program, windows, processes, now));
    },
  };
}

function windowSample(
  { id, process }: WatchedProgram,
  windows: readonly SeenWindow[],
  processes: RunningProcesses,
  now: number,
): ProgramSample[] {
  if (process === null) return [];
  const matching = windows.map((window) => ({
    ...window,
    matches: processes.matches(window.processId, process),
  }));
  const own = matching.filter(({ matches }) => matches === true);
  if (own.some(({ isHung }) => isHung)) return [{ id, source: 'window', state: 'not_responding', at: now }];
  if (own.length > 0) return [{ id, source: 'window', state: 'ok', at: now }];
  // A window of a process whose path is hidden from us may be the program's: then it cannot be judged this way.
  const isHidden = matching.some(({ matches }) => matches === null);
  return isHidden ? [] : [{ id, source: 'window', state: 'none', at: now }];
}

/** The top-level windows that a person can see. Nothing but addresses is collected inside the callback. */
function seenWindows(api: Win32): SeenWindow[] {
  const { user32 } = api;
  const all: Pointer[] = [];
  user32.enumWindows((window) => {
    all.push(window);
    return true;
  }, 0);
  const visible = all.filter((window) => user32.isWindowVisible(window) && !isCloaked(api, window));
  const real = visible.map((window) => user32.hungWindowFromGhostWindow?.(window) ?? window);
  const windows = [...new Set(real)].map((window) => ({
    window,
    processId: processOf(api, window),
    isHung: user32.isHungAppWindow(window),
  }));
  const waitedFor = new Set(
    windows.filter(({ isHung }) => !isHung).map(({ window }) => user32.getWindow(window, GW_OWNER)),
  );
  // A PIN or signing dialog in another thread or process blocks the window that owns it: that waits for the clerk.
  return windows.map(({ window, processId, isHung }) => ({
    processId,
    isHung: isHung && !waitedFor.has(window),
  }));
}

/** On another virtual desktop, or a store app that the system has put to sleep, which is not a hang. */
function isCloaked({ dwmapi }: Win32, window: Pointer): boolean {
  const value = Buffer.alloc(4);
  return dwmapi.dwmGetWindowAttribute(window, DWMWA_CLOAKED, value, 4) === 0 && value.readUInt32LE(0) !== 0;
}

function processOf({ user32 }: Win32, window: Pointer): number {
  const id = Buffer.alloc(4);
  user32.getWindowThreadProcessId(window, id);
  return id.readUInt32LE(0);
}
