import type { Goodbye } from '../../src/contracts/agent/index.js';

/** The class of the hidden window by which Windows speaks to the agent. */
export const WINDOW_CLASS = 'TrucBanAgentSession';
/** WM_APP: only wakes the thread. */
export const WAKE = 0x8000;

export interface SessionWindowData {
  /** Two words, see below: 0 is not yet, 1 is so. */
  shared: Int32Array<SharedArrayBuffer>;
}
/** The goodbye that was asked for has been said. */
export const GOODBYE_SAID = 0;
/** The process ends: the thread has to return. */
export const PROCESS_ENDS = 1;

export type FromSessionWindow = { window: bigint } | { reason: Goodbye };

const WM_CLOSE = 0x0010;
const WM_QUERYENDSESSION = 0x0011;
const WM_ENDSESSION = 0x0016;
const WM_POWERBROADCAST = 0x0218;
const PBT_APMSUSPEND = 4;
const ENDSESSION_CLOSEAPP = 0x1;
const ENDSESSION_LOGOFF = 0x8000_0000;

/**
 * What the window makes of a message: the reason to say goodbye with, how long Windows may be held up for it (it ends a
 * program after five seconds and sleeps after two), and the answer. Null: not ours.
 */
export interface Verdict {
  reason: Goodbye | null;
  holdMs: number;
  answer: number;
}

export function verdictOn(message: number, wParam: number, lParam: number): Verdict | null {
  switch (message) {
    // A question: the end may still be called off by another program.
    case WM_QUERYENDSESSION:
      return { reason: null, holdMs: 0, answer: 1 };
    case WM_ENDSESSION:
      return { reason: wParam === 0 ? null : endReason(lParam >>> 0), holdMs: 4_000, answer: 0 };
    case WM_POWERBROADCAST:
      return { reason: wParam === PBT_APMSUSPEND ? 'sleep' : null, holdMs: 1_500, answer: 1 };
    // What `taskkill` without /F and the end of a task send.
    case WM_CLOSE:
      return { reason: 'stopped_by_hand', holdMs: 0, answer: 0 };
    default:
      return null;
  }
}

/** `flags` as an unsigned word. Without a flag the whole PC ends. */
function endReason(flags: number): Goodbye {
  if ((flags & ENDSESSION_CLOSEAPP) !== 0) return 'update';
  return flags >= ENDSESSION_LOGOFF ? 'logoff' : 'shutdown';
}
