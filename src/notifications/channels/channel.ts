/** The ways by which people, and the systems of others, hear of a ticket. */
export const CHANNEL_NAMES = ['mail', 'browser', 'zalo', 'webhook'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

export interface Enclosure {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A message, worded and addressed. */
export interface Message {
  /** As the channel names its receivers: a mail address, `user:7`, `webhook:3`, the id that Zalo gave a person. */
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

/** Hands one message over. Adding a channel is a folder beside `mail/` with a README, and its name above. */
export interface Channel {
  /** Has this server what the channel needs? Where it has not, nobody is told by it, and the notice says so. */
  readonly isSetUp: boolean;
  /** The receiver tells a copy by its id: what may have arrived may be sent again. */
  readonly repeatable?: boolean;
  /**
   * @param beforeHandOver called when everything but the last byte is across; the receiver cannot have the message before
   *   it resolves, and may have it after
   * @throws DeliveryError
   */
  deliver(message: Message, beforeHandOver: () => Promise<void>): Promise<void>;
  /** Called once its row says that it was sent. */
  sent?(message: Message): void;
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
