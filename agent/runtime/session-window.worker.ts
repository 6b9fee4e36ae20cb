import { parentPort, workerData } from 'node:worker_threads';
import { win32, type Win32 } from '../windows/win32.js';
import {
  GOODBYE_SAID,
  PROCESS_ENDS,
  verdictOn,
  WINDOW_CLASS,
  type FromSessionWindow,
  type SessionWindowData,
  type Verdict,
} from './session-window.js';

const WS_POPUP = 0x8000_0000;
const PM_REMOVE = 1;
const QS_ALLINPUT = 0x04ff;
const MWMO_INPUTAVAILABLE = 4;
/** Should the wake-up at the end of the process be missed, the thread ends after so long. */
const LOOK_UP_EVERY_MS = 2_000;
/** The range in which Windows ends programs last, when those of the clerk are already gone. */
const LAST_TO_END = 0x100;

const { shared } = workerData as SessionWindowData;

/** A hidden window of our own and its messages. Runs until the process ends. */
function run(api: Win32): void {
  const { user32, kernel32, koffi, types } = api;
  kernel32.setProcessShutdownParameters(LAST_TO_END, 0);
  const window = createWindow(api);
  tell({ window });
  const message = Buffer.alloc(koffi.sizeof(types.msg));
  while (Atomics.load(shared, PROCESS_ENDS) === 0) {
    user32.msgWaitForMultipleObjectsEx(0, null, LOOK_UP_EVERY_MS, QS_ALLINPUT, MWMO_INPUTAVAILABLE);
    while (user32.peekMessage(message, null, 0, 0, PM_REMOVE)) user32.dispatchMessage(message);
  }
}

function createWindow({ user32, kernel32, koffi, types }: Win32): bigint {
  const procedure = (window: bigint, message: number, wParam: number, lParam: number): number | bigint => {
    const verdict = verdictOn(message, Number(wParam), Number(lParam));
    if (verdict === null) return user32.defWindowProc(window, message, wParam, lParam);
    sayAndWait(verdict);
    return verdict.answer;
  };
  const instance = kernel32.getModuleHandle(null);
  user32.registerClassEx({
    cbSize: koffi.sizeof('WNDCLASSEXW'),
    lpfnWndProc: koffi.register(procedure, koffi.pointer(types.wndProc)),
    hInstance: instance,
    lpszClassName: WINDOW_CLASS,
  });
  // A message-only window would not be told: broadcasts reach top-level windows alone.
  const window = user32.createWindowEx(
    0,
    WINDOW_CLASS,
    null,
    WS_POPUP,
    0,
    0,
    0,
    0,
    null,
    null,
    instance,
    null,
  );
  if (window === null) throw new Error('Windows gave no window');
  return window;
}

function sayAndWait({ reason, holdMs }: Verdict): void {
  if (reason === null) return;
  Atomics.store(shared, GOODBYE_SAID, 0);
  tell({ reason });
  if (holdMs > 0) Atomics.wait(shared, GOODBYE_SAID, 0, holdMs);
}

function tell(message: FromSessionWindow): void {
  parentPort?.postMessage(message);
}

run(win32());
