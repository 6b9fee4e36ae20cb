import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { MailServer } from '../integration/support/mail-server.js';
import type { MailboxServer } from './mailbox-server.js';

/** A desk that reads a real mailbox and sends by a real mail server. */
export class MailDesk {
  private constructor(
    readonly mailbox: MailboxServer,
    readonly mail: MailServer,
    public app: TestApp,
    readonly technician: TestPerson,
  ) {}

  static async open(mailbox: MailboxServer): Promise<MailDesk> {
    const mail = await MailServer.start();
    const app = await startApp({ config: { smtpUrl: mail.url, imapUrl: mailbox.url } });
    return new MailDesk(mailbox, mail, app, await app.signIn('technician'));
  }

  /** The same desk after a restart that tells it another address of its mailbox. */
  async restart(imapUrl: string): Promise<TestApp> {
    const { clock } = this.app;
    const data = await this.app.stop();
    this.app = await startApp({ data, clock, config: { smtpUrl: this.mail.url, imapUrl } });
    return this.app;
  }

  /** Lays mails into the inbox and lets the server read them. */
  async arrive(...sources: (string | Buffer)[]): Promise<void> {
    for (const one of sources) await this.mailbox.deliver(one);
    await this.app.settle();
  }

  async close(): Promise<void> {
    this.mail.hangUp();
    await this.app.close();
    await this.mail.close();
    await this.mailbox.empty();
  }
}

/** The lines of a file in a mail of several parts, whose boundary is `b`. */
export function filePart({ name, bytes }: { name: string; bytes: Buffer }, type: string): string[] {
  return [
    '--b',
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
  ];
}
