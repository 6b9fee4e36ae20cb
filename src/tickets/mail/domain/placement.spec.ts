import { describe, expect, it } from '@jest/globals';
import type { IncomingMail, TokenOwner } from './incoming-mail.js';
import { type MailFacts, MOST_INTO_TICKET, MOST_OPENED, placementOf } from './placement.js';

const TOKEN = 'a'.repeat(43);
const owner: TokenOwner = {
  ticketId: 7,
  kind: 'reporter',
  address: 'hoa@xa.test',
  userId: null,
  followerId: 3,
};
const lan: TokenOwner = { ...owner, kind: 'staff', address: 'lan@xa.test', userId: 9, followerId: null };
const hoa = { id: 5, name: 'Chị Hoa', works: false, center: null };
const mail = (said: Partial<IncomingMail> = {}): IncomingMail => ({
  messageId: '<1@xa.test>',
  fromName: 'Chị Hoa',
  fromAddress: 'hoa@xa.test',
  subject: 'Máy in kẹt giấy',
  text: 'Từ sáng nay',
  tokens: [],
  headers: {},
  bounce: null,
  files: [],
  refused: [],
  ...said,
});
const facts = (said: Partial<MailFacts> = {}): MailFacts => ({
  owner: null,
  sender: null,
  intoTicket: 0,
  opened: 0,
  held: false,
  ...said,
});
const FORGED = { 'authentication-results': 'mx.xa.test; spf=fail; dmarc=fail header.from=xa.test' };

describe('where a mail belongs', () => {
  it.each([
    [
      'a known secret of the one it was sent to',
      mail({ tokens: [TOKEN] }),
      facts({ owner }),
      { act: 'reply', owner },
    ],
    [
      'a known secret from another address',
      mail({ tokens: [TOKEN], fromAddress: 'khac@xa.test' }),
      facts({ owner }),
      { act: 'reply-elsewhere', owner },
    ],
    [
      'a known secret, and an address that our mail server says is forged',
      mail({ tokens: [TOKEN], headers: FORGED }),
      facts({ owner }),
      { act: 'reply-elsewhere', owner },
    ],
    [
      'a known secret of somebody who left the desk',
      mail({ tokens: [TOKEN], fromAddress: lan.address }),
      facts({ owner: lan }),
      { act: 'reply-elsewhere', owner: lan },
    ],
    [
      'a secret that is not ours',
      mail({ tokens: [TOKEN] }),
      facts({ sender: hoa }),
      { act: 'aside', reason: 'UNKNOWN_TOKEN' },
    ],
    ['somebody with an account', mail(), facts({ sender: hoa }), { act: 'open', sender: hoa }],
    ['somebody without one', mail(), facts(), { act: 'aside', reason: 'UNKNOWN_SENDER' }],
    [
      'a forged address',
      mail({ headers: FORGED }),
      facts({ sender: hoa }),
      { act: 'aside', reason: 'SENDER_NOT_PROVEN' },
    ],
    [
      'the number of a ticket without a secret',
      mail({ subject: 'Re: [PH-2026-000007] x' }),
      facts({ sender: hoa }),
      { act: 'aside', reason: 'NUMBER_WITHOUT_TOKEN' },
    ],
    [
      'the fifth new ticket within an hour',
      mail(),
      facts({ sender: hoa, opened: MOST_OPENED - 1 }),
      { act: 'open', sender: hoa },
    ],
    ['the sixth', mail(), facts({ sender: hoa, opened: MOST_OPENED }), { act: 'aside', reason: 'TOO_MANY' }],
    [
      'two machines that write to each other',
      mail({ tokens: [TOKEN] }),
      facts({ owner, intoTicket: MOST_INTO_TICKET }),
      { act: 'aside', reason: 'TOO_MANY' },
    ],
    [
      'nothing at all',
      mail({ text: '', subject: '' }),
      facts({ sender: hoa }),
      { act: 'aside', reason: 'EMPTY' },
    ],
    [
      'an answer while away, with a known secret',
      mail({ headers: { 'auto-submitted': 'auto-replied' } }),
      facts({ owner }),
      { act: 'machine', owner, automatic: 'auto-reply' },
    ],
    [
      'a mailing list that knows nobody here',
      mail({ headers: { 'list-id': '<x>' } }),
      facts(),
      { act: 'machine', owner: null, automatic: 'list' },
    ],
  ] as const)('%s', (_, one, known, placement) => expect(placementOf(one, known)).toEqual(placement));
});
