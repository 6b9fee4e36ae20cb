/**
 * node.exe open-dialog.mjs: opens a window that belongs to Notepad's but is another program's, as the PIN dialog of a
 * token's software is; prints "open" and answers messages until ended.
 */
import koffi from 'koffi';

const WS_POPUP_VISIBLE = 0x8000_0000 + 0x1000_0000;
const PM_REMOVE = 1;

const user32 = koffi.load('user32.dll');
const find = user32.func('void *FindWindowW(str16 className, str16 title)');
const create = user32.func(
  'void *CreateWindowExW(uint32 extended, str16 className, str16 title, uint32 style, int x, int y, int width, int height, void *owner, void *menu, void *instance, void *parameter)',
);
const peek = user32.func(
  'bool PeekMessageW(void *message, void *window, uint32 first, uint32 last, uint32 remove)',
);
const dispatch = user32.func('intptr_t DispatchMessageW(void *message)');

const owner = find('Notepad', null);
if (owner === null) throw new Error('Notepad has no window');
const dialog = create(0, 'Static', 'PIN', WS_POPUP_VISIBLE, 40, 40, 300, 120, owner, null, null, null);
if (dialog === null) throw new Error('no window was made');
const message = Buffer.alloc(64);
setInterval(() => {
  while (peek(message, null, 0, 0, PM_REMOVE)) dispatch(message);
}, 50);
console.log('open');
