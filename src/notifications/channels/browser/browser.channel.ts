import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '../../../platform/signals/index.js';
import type { Channel, Message } from '../channel.js';

/** The bell of the pages. A notice has arrived when its row says so: there is nothing to hand over, only pages to wake. */
@Injectable()
export class BrowserChannel implements Channel {
  readonly isSetUp = true;
  readonly repeatable = true;

  constructor(private readonly feed: ChangeFeed) {}

  deliver(_message: Message, beforeHandOver: () => Promise<void>): Promise<void> {
    return beforeHandOver();
  }

  sent({ to }: Message): void {
    this.wake(to);
  }

  /** Lets open pages of whoever `recipient` names look. */
  wake(recipient: string): void {
    this.feed.announce({ kind: 'notice', id: Number(recipient.slice(PREFIX.length)) });
  }
}

const PREFIX = 'user:';
export const browserRecipient = (userId: number): string => `${PREFIX}${userId}`;
