import { describe, expect, it } from '@jest/globals';
import { automaticOf } from './automatic.js';
import type { IncomingMail } from './incoming-mail.js';

const mail = (said: Partial<IncomingMail> = {}): IncomingMail => ({
  messageId: '<1@xa.test>',
  fromName: 'Chị Hoa',
  fromAddress: 'hoa@xa.test',
  subject: 'Máy in',
  text: 'Kẹt giấy',
  tokens: [],
  headers: {},
  bounce: null,
  files: [],
  refused: [],
  ...said,
});
const withHeader = (name: string, value: string): IncomingMail => mail({ headers: { [name]: value } });

describe('whether a machine wrote a mail', () => {
  it.each([
    ['a person did', mail(), null],
    ['a person whose mail program says so', withHeader('auto-submitted', 'no'), null],
    ['an answer while away', withHeader('auto-submitted', 'auto-replied'), 'auto-reply'],
    ['with a remark behind it', withHeader('auto-submitted', 'auto-generated; owner="x"'), 'auto-reply'],
    ['an old robot', withHeader('precedence', 'auto_reply'), 'auto-reply'],
    [
      'Outlook while away',
      withHeader('x-auto-response-suppress', 'DR, RN, NRN, OOF, AutoReply'),
      'auto-reply',
    ],
    ['Outlook, receipts alone', withHeader('x-auto-response-suppress', 'DR, RN'), null],
    ['a mail that nobody wants back', withHeader('return-path', '<>'), 'auto-reply'],
    ['a mailing list', withHeader('list-id', '<tin.tinh.test>'), 'list'],
    ['bulk', withHeader('precedence', 'bulk'), 'list'],
    ['one of ours that came back', mail({ messageId: '<abc@trucban>' }), 'own'],
    ['a report that it could not be delivered', mail({ bounce: '5.1.1' }), 'bounce'],
    ['an address that nobody reads', mail({ fromAddress: 'no-reply@xa.test' }), 'auto-reply'],
  ] as const)('%s', (_, one, automatic) => expect(automaticOf(one)).toBe(automatic));
});
