import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { pause } from '../random.js';

export interface ReceivedMail {
  messageId: string;
  to: string;
}

/** A real SMTP server. It has a mail from the moment the last byte is in; its answer to that comes a little later. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async start(random: () => number): Promise<MailServer> {
    const server: SMTPServer = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const messageId = /^message-id:\s*<(.+?)>/im.exec(text)?.[1] ?? '';
          for (const { address } of session.envelope.rcptTo)
            mailServer.mails.push({ messageId, to: address });
          void pause(random() * 120).then(() => callback());
        });
      },
    });
    const mailServer = new MailServer(server);
    // A client that is killed leaves its connection in the middle of a command.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return mailServer;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
