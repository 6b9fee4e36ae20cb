import { type Automatic, automaticOf } from './automatic.js';
import type { IncomingMail, TokenOwner } from './incoming-mail.js';

/** Why a mail waits for a person to look at it. */
export type AsideReason =
  | 'UNKNOWN_SENDER'
  | 'UNKNOWN_TOKEN'
  | 'SENDER_NOT_PROVEN'
  | 'NUMBER_WITHOUT_TOKEN'
  | 'TOO_MANY'
  | 'TOO_LARGE'
  | 'EMPTY'
  | 'UNREADABLE';

/** Somebody with an account, by the address in it. */
export interface KnownSender {
  id: number;
  name: string;
  /** Is of the desk; others are answered by mail. */
  works: boolean;
  /** To which the account is held; null: to none. */
  center: number | null;
}

/** What is known besides the mail itself. */
export interface MailFacts {
  owner: TokenOwner | null;
  sender: KnownSender | null;
  /** Mails of this address within the last hour: into this ticket, and that opened one. */
  intoTicket: number;
  opened: number;
  /** Too many came of this address within the last day, and nobody has looked at that yet. */
  held: boolean;
}

/** What becomes of a mail. */
export type Placement =
  | { act: 'reply'; owner: TokenOwner }
  /** The secret is right and the address is another: read, but nobody's word. */
  | { act: 'reply-elsewhere'; owner: TokenOwner }
  | { act: 'machine'; owner: TokenOwner | null; automatic: Automatic }
  | { act: 'open'; sender: KnownSender }
  | { act: 'aside'; reason: AsideReason };

/** More of one person within an hour is two machines talking, or somebody who should telephone. */
export const MOST_INTO_TICKET = 10;
export const MOST_OPENED = 5;

const TICKET_NUMBER = /\bPH-\d{4}-\d{6}\b/;

/**
 * Where a mail belongs. Only the secret of a mail of ours brings a word into a ticket: an address is written by whoever
 * likes. Without one, an address that has an account may open a ticket, and everything else waits for a person.
 */
export function placementOf(mail: IncomingMail, facts: MailFacts): Placement {
  const automatic = automaticOf(mail);
  if (automatic) return { act: 'machine', owner: facts.owner, automatic };
  if (facts.owner) return intoTicket(mail, facts.owner, facts);
  if (mail.tokens.length > 0) return aside('UNKNOWN_TOKEN');
  if (!facts.sender) return aside('UNKNOWN_SENDER');
  if (isDisproven(mail)) return aside('SENDER_NOT_PROVEN');
  if (TICKET_NUMBER.test(mail.subject)) return aside('NUMBER_WITHOUT_TOKEN');
  if (isEmpty(mail) && mail.subject === '') return aside('EMPTY');
  if (facts.opened >= MOST_OPENED || facts.held) return aside('TOO_MANY');
  return { act: 'open', sender: facts.sender };
}

function intoTicket(mail: IncomingMail, owner: TokenOwner, facts: MailFacts): Placement {
  if (facts.intoTicket >= MOST_INTO_TICKET) return aside('TOO_MANY');
  if (isEmpty(mail)) return aside('EMPTY');
  const same = owner.address === mail.fromAddress && !isDisproven(mail);
  return { act: same && maySpeak(owner, facts.sender) ? 'reply' : 'reply-elsewhere', owner };
}

/** Whoever left the desk since the mail went out speaks no more for it. */
function maySpeak({ kind, userId }: TokenOwner, sender: KnownSender | null): boolean {
  return kind !== 'staff' || (sender?.id === userId && sender?.works === true);
}

function isEmpty({ text, files, refused }: IncomingMail): boolean {
  return text === '' && files.length === 0 && refused.length === 0;
}

/** Our own mail server says that the address was forged. What it does not say proves nothing. */
function isDisproven({ headers }: IncomingMail): boolean {
  return /\bdmarc\s*=\s*fail\b/i.test(headers['authentication-results'] ?? '');
}

const aside = (reason: AsideReason): Placement => ({ act: 'aside', reason });
