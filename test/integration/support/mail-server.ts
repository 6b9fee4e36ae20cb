import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** What the server does with the next conversations; `accept` unless a test says otherwise. */
export type Manner =
  | { kind: 'accept' }
  /** Refuses the recipient with this answer. */
  | { kind: 'refuse'; code: number }
  /** Never answers to RCPT TO: the sender waits before the message is across. */
  | { kind: 'stall' }
  /** Takes the whole message and hangs up instead of answering. */
  | { kind: 'hang-up' }
  /** Takes the whole message and never answers. */
  | { kind: 'stall-after-message' };

/** A real SMTP server on a free port of this machine. */
export class MailServer {
  readonly mails: ParsedMail[] = [];
  /** The same, byte by byte. */
  readonly sources: Buffer[] = [];
  manner: Manner = { kind: 'accept' };
  /** Conversations that came as far as naming a recipient. */
  attempts = 0;
  private readonly arrivals = new Set<() => void>();
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      onRcptTo: (_address, _session, answer) => this.meetRecipient(answer),
      onData: (stream, _session, answer) => void this.take(stream, answer),
    });
    // A sender that breaks off is part of what is tested.
    this.server.on('error', () => undefined);
  }

  static async start(port = 0): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((resolve) => mail.server.listen(port, '127.0.0.1', () => resolve()));
    return mail;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  get subjects(): string[] {
    return this.mails.map(({ subject }) => subject ?? '');
  }

  /** Resolves once `reached` holds; looked at whenever somebody talks to the server. */
  async until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise<void>((resolve) => this.arrivals.add(resolve));
  }

  /** Breaks every conversation that is under way. */
  hangUp(): void {
    const { connections } = this.server as unknown as { connections: Set<{ _socket: { destroy(): void } }> };
    for (const connection of connections) connection._socket.destroy();
  }

  close(): Promise<void> {
    this.hangUp();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private meetRecipient(answer: (error?: Error) => void): void {
    this.attempts += 1;
    this.tellArrival();
    if (this.manner.kind === 'stall') return;
    if (this.manner.kind !== 'refuse') return answer();
    answer(Object.assign(new Error('not now'), { responseCode: this.manner.code }));
  }

  private async take(stream: SMTPServerDataStream, answer: (error?: Error) => void): Promise<void> {
    const source = await buffer(stream);
    this.mails.push(await simpleParser(source));
    this.sources.push(source);
    this.tellArrival();
    if (this.manner.kind === 'hang-up') this.hangUp();
    else if (this.manner.kind !== 'stall-after-message') answer();
  }

  private tellArrival(): void {
    for (const resolve of this.arrivals) resolve();
    this.arrivals.clear();
  }
}
