import { Injectable, Logger } from '@nestjs/common';
import { MINUTE_MS } from '../../platform/civil/index.js';
import { Config } from '../../platform/config/index.js';
import { Reader, UnitOfWork } from '../../platform/database/index.js';
import { Mailbox, MailboxError } from '../../platform/mailbox/index.js';
import { MailHandler } from './mail-handler.js';
import { MailReaders } from './mail-readers.js';

/** A round ends after so many; the rest is there in the next. */
const MAILS_PER_ROUND = 50;
/** That it was read is written down no more often. */
const SAID_EVERY_MS = 5 * MINUTE_MS;
const NAME = 'inbox';

export interface MailboxState {
  readAt: number | null;
  failingSince: number | null;
  /** A code of the protocol or the network. */
  error: string | null;
}

/** Reads the mailbox, round by round, and keeps how it went for people to see. Without a mailbox it does nothing. */
@Injectable()
export class MailboxRounds {
  private readonly logger = new Logger('Mail');
  private readonly mailbox: Mailbox | null;

  constructor(
    private readonly handler: MailHandler,
    private readonly readers: MailReaders,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    config: Config,
  ) {
    this.mailbox = config.imapUrl === null ? null : new Mailbox(config.imapUrl);
  }

  get configured(): boolean {
    return this.mailbox !== null;
  }

  async state(): Promise<MailboxState> {
    const row = await this.reader.row<MailboxState>(
      `SELECT read_at AS "readAt", failing_since AS "failingSince", error FROM mailbox_state WHERE name = ?`,
      [NAME],
    );
    return row ?? { readAt: null, failingSince: null, error: null };
  }

  async round(now: number): Promise<void> {
    if (!this.mailbox) return;
    const reader = this.readers.open();
    try {
      await this.mailbox.round(MAILS_PER_ROUND, (mail) => this.handler.handle(mail, reader, now));
      await this.keep(now, null);
    } catch (error) {
      if (!(error instanceof MailboxError)) throw error;
      await this.keep(now, error.code);
    } finally {
      await reader.close();
    }
  }

  private async keep(now: number, error: string | null): Promise<void> {
    const before = await this.state();
    if (error === null && before.failingSince === null && now - (before.readAt ?? 0) < SAID_EVERY_MS) return;
    if (error !== null && before.error === error) return;
    if (error !== null) this.logger.warn(`the mailbox cannot be read: ${error}`);
    const failingSince = error === null ? null : (before.failingSince ?? now);
    await this.work.run((tx) =>
      tx.run(
        `INSERT INTO mailbox_state (name, read_at, failing_since, error) VALUES (?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET read_at = excluded.read_at, failing_since = excluded.failing_since,
           error = excluded.error`,
        [NAME, error === null ? now : before.readAt, failingSince, error],
      ),
    );
  }
}
