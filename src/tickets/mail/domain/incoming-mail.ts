import type { FileFault, KeptType } from '../../files/domain/file-kind.js';

/** A mail as it was read: decoded, bounded, and not yet judged. */
export interface IncomingMail {
  /** Angle brackets included; null where it has none that could be answered to. */
  messageId: string | null;
  /** One line each, without what could steer a terminal or turn the reading direction. */
  fromName: string;
  /** Lower case; empty where it names nobody. */
  fromAddress: string;
  subject: string;
  /** Plain text; what came as HTML was turned into it. */
  text: string;
  /** Secrets of ours that it carries, in the order in which they are to be believed. */
  tokens: readonly string[];
  /** Header fields that tell whether a person wrote it: lower-case names, the first value of each. */
  headers: Readonly<Record<string, string>>;
  /** The status of a report of a mail server, such as 5.1.1; null: it is none. */
  bounce: string | null;
  files: readonly MailFile[];
  refused: readonly RefusedFile[];
}

/** One that is kept: it was looked into where the mail was read. */
export interface MailFile {
  name: string;
  mediaType: KeptType;
  bytes: Uint8Array;
}

export type RefusedKind = FileFault | 'too-large' | 'too-many' | 'ticket-full';

export interface RefusedFile {
  name: string;
  kind: RefusedKind;
}

/** Whom a secret of ours was sent to, about which ticket. */
export interface TokenOwner {
  ticketId: number;
  kind: 'staff' | 'reporter' | 'vendor';
  /** Lower case. */
  address: string;
  userId: number | null;
  followerId: number | null;
}
