export interface Enclosure {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A message, worded and addressed. */
export interface Message {
  to: string;
  subject: string;
  text: string;
  /** Names this message for ever. */
  messageId: string;
  /** Names the ticket's conversation. */
  threadId: string;
  /** Message-ID, brackets included, of what the receiver wrote last in that conversation; null: nothing yet. */
  answers?: string | null;
  enclosures?: readonly Enclosure[];
  /** A person sent it by hand: it is no automatic mail, and may be answered by one. */
  byHand?: boolean;
}

/** Hands one message over. Adding a channel is a folder beside `mail/` with a README. */
export interface Channel {
  /**
   * @param beforeHandOver called when everything but the last byte is across; the receiver cannot have the message before
   *   it resolves, and may have it after
   * @throws DeliveryError
   */
  deliver(message: Message, beforeHandOver: () => Promise<void>): Promise<void>;
}

/** Provided by whoever puts another channel in the place of mail; null or absent: mail, if there is a mail server. */
export const CHANNEL = Symbol('channel');

/** Says who must act: `permanent` faults are not tried again. Its text never holds an address or a password. */
export class DeliveryError extends Error {
  constructor(
    message: string,
    readonly permanent: boolean,
    /** The receiver itself refused: it does not have the message. */
    readonly answered: boolean,
  ) {
    super(message);
    this.name = 'DeliveryError';
  }
}
