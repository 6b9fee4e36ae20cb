import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { isSignedByZalo } from './event-signature.js';
import { linkCodeFrom, linkCodeIn } from './link-code.js';

describe('a code to link Zalo with an account', () => {
  const code = linkCodeFrom(new Uint8Array([0, 1, 2, 3, 28, 29, 30, 31]));

  it('has eight letters that nobody mistakes', () => expect(code).toBe('TB-ABCD6789'));

  it.each([
    ['alone', code, code],
    ['in small letters', 'tb-abcd6789', code],
    ['without the hyphen', 'TB ABCD6789', code],
    ['in a sentence', 'Chào, mã của tôi là TB-ABCD6789.', code],
    ['nowhere', 'Chào TB', null],
    ['cut off', 'TB-ABCD678', null],
  ])('is found %s', (_, text, found) => expect(linkCodeIn(text)).toBe(found));
});

describe('an event of Zalo', () => {
  const signed = {
    appId: '42',
    body: '{"event_name":"follow"}',
    timestamp: '1700000000000',
    oaSecret: 'giữ kín',
  };
  const mac = createHash('sha256')
    .update('42{"event_name":"follow"}1700000000000giữ kín', 'utf8')
    .digest('hex');

  it.each([
    ['is believed with its signature', `mac=${mac}`, true],
    ['and without the name before it', mac, true],
    ['not with another', `mac=${mac.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`, false],
    ['not with a part of it', `mac=${mac.slice(0, 32)}`, false],
    ['not without', '', false],
  ])('%s', (_, header, believed) => expect(isSignedByZalo(header, signed)).toBe(believed));
});
