import { sessionOf } from './running-processes.js';
import { win32 } from './win32.js';

/** The Windows session this agent runs in: one per person who is signed in. */
export function windowsSessionId(): number {
  return sessionOf(win32(), process.pid) ?? 0;
}
