/**
 * node.exe click.mjs CLASS: posts a message to a window, as a clerk's click does. A program that is stopped while it
 * waits for messages is hung, to Wine, only once one has come for it.
 */
import koffi from 'koffi';

const user32 = koffi.load('user32.dll');
const find = user32.func('void *FindWindowW(str16 className, str16 title)');
const post = user32.func(
  'bool PostMessageW(void *window, uint32 message, uintptr_t wParam, intptr_t lParam)',
);
const window = find(process.argv[2], null);
if (window === null) throw new Error('there is no such window');
post(window, 0, 0, 0);
