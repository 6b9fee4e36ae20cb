/**
 * node.exe tell-session.mjs sleep|logoff|update: tells the agent's window what Windows tells every window before it
 * sleeps, signs the person out, or replaces the program; prints for how long it was held up.
 */
import koffi from 'koffi';

const WM_QUERYENDSESSION = 0x11;
const WM_ENDSESSION = 0x16;
const WM_POWERBROADCAST = 0x218;
const PBT_APMSUSPEND = 4;
const ENDSESSION_CLOSEAPP = 0x1;
/** Sign-extended, as in a 64-bit lParam. */
const ENDSESSION_LOGOFF = -0x8000_0000;

const MESSAGES = {
  sleep: [[WM_POWERBROADCAST, PBT_APMSUSPEND, 0]],
  logoff: [
    [WM_QUERYENDSESSION, 0, ENDSESSION_LOGOFF],
    [WM_ENDSESSION, 1, ENDSESSION_LOGOFF],
  ],
  update: [
    [WM_QUERYENDSESSION, 0, ENDSESSION_CLOSEAPP],
    [WM_ENDSESSION, 1, ENDSESSION_CLOSEAPP],
  ],
  // Another program objects: the end is called off.
  'not-after-all': [
    [WM_QUERYENDSESSION, 0, 0],
    [WM_ENDSESSION, 0, 0],
  ],
};

const user32 = koffi.load('user32.dll');
const find = user32.func('void *FindWindowW(str16 className, str16 title)');
const send = user32.func(
  'intptr_t SendMessageW(void *window, uint32 message, uintptr_t wParam, intptr_t lParam)',
);
const window = find('TrucBanAgentSession', null);
if (window === null) throw new Error('the agent has no window');
const begun = performance.now();
for (const message of MESSAGES[process.argv[2]]) send(window, ...message);
console.log(JSON.stringify({ heldMs: Math.round(performance.now() - begun) }));
