import { type Channel, DeliveryError, type Message } from '../../notifications/index.js';

/** `down` cannot be reached, `refuses` says no for good, `breaks` takes the mail and the line breaks before the answer. */
export const MAIL_MOODS = ['up', 'down', 'refuses', 'breaks'] as const;

/** Where the mails of a scenario arrive: at the boundary of the channel, no network beyond it. */
export class MailCollector implements Channel {
  readonly isSetUp = true;
  mood: (typeof MAIL_MOODS)[number] = 'up';
  readonly mails: Message[] = [];

  async deliver(message: Message, beforeHandOver: () => Promise<void>): Promise<void> {
    if (this.mood === 'down') throw new DeliveryError('ECONNECTION', false, false);
    if (this.mood === 'refuses') throw new DeliveryError('EENVELOPE 550', true, true);
    await beforeHandOver();
    this.mails.push(message);
    if (this.mood === 'breaks') throw new DeliveryError('ECONNECTION', false, false);
  }
}
