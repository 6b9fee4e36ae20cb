import { describe, expect, it } from '@jest/globals';
import { readCodes } from './remote-tools.js';

describe('what a program shows', () => {
  it.each([
    ['ultraviewer', '12 345 678', '9a4k', { id: '12345678', password: '9a4k' }],
    ['ultraviewer', ' 123456789 ', 'h7k2m9', { id: '123456789', password: 'h7k2m9' }],
    ['teamviewer', '1 234 567 890', 'kx83nd', { id: '1234567890', password: 'kx83nd' }],
    ['anydesk', '123 456 789', '', { id: '123456789', password: '' }],
    ['anydesk', 'quay3@ad', '', { id: 'quay3@ad', password: '' }],
    ['zalo', '', '', { id: '', password: '' }],
    ['other', 'phong 12', '', { id: 'phong 12', password: '' }],
    ['other', '', '', { id: '', password: '' }],
  ] as const)('%s: %s %s', (tool, id, password, read) =>
    expect(readCodes(tool, { id, password })).toEqual(read),
  );

  it.each([
    ['ultraviewer', '', '9a4k', 'id'],
    ['ultraviewer', 'abc', '9a4k', 'id'],
    ['ultraviewer', '12 345 678', '', 'password'],
    ['ultraviewer', '12 345 678', 'mật khẩu của máy', 'password'],
    ['teamviewer', '1234', 'kx83nd', 'id'],
    ['anydesk', '<script>', '', 'id'],
    ['zalo', '12345678', '', 'id'],
    ['other', '"><img src=x>', '', 'id'],
  ] as const)('%s cannot have shown %s %s: the %s', (tool, id, password, wrong) =>
    expect(readCodes(tool, { id, password })).toBe(wrong),
  );
});
