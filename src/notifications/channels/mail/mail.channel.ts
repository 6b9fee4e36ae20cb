import { createTransport, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { type Channel, DeliveryError, type Message } from '../channel.js';

/** Sums to less than the courier's lease: an attempt is over before anybody may think its process died. */
const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 5_000,
};

/** No machine is to answer (RFC 3834), and Exchange knows it by its own field. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

interface GatedMail {
  data: { gate: () => Promise<void> };
  message: { processFunc(wrap: (input: Readable) => Readable): void };
}

export class MailChannel implements Channel {
  readonly isSetUp: boolean;
  private readonly transport: Transporter<SMTPTransport.SentMessageInfo, SMTPTransport.Options>;

  /** `smtpUrl`: null where there is no mail server. */
  constructor(
    smtpUrl: string | null,
    private readonly from: string,
  ) {
    this.isSetUp = smtpUrl !== null;
    this.transport = createTransport({ url: smtpUrl ?? '', ...TIMEOUTS });
    this.transport.use('stream', (mail, done) => {
      const { data, message } = mail as unknown as GatedMail;
      // The last stage of all: one behind it would read ahead and open the gate before the server has agreed to anything.
      message.processFunc((input) => pipeline(input, new HandOverGate(data.gate), () => undefined));
      done();
    });
  }

  async deliver(message: Message, beforeHandOver: () => Promise<void>): Promise<void> {
    try {
      const mail = {
        from: this.from,
        to: message.to,
        subject: message.subject,
        text: message.text,
        messageId: `<${message.messageId}>`,
        references: [`<${message.threadId}>`, ...(message.answers ? [message.answers] : [])],
        inReplyTo: message.answers ?? `<${message.threadId}>`,
        headers: message.byHand ? {} : AUTOMATIC,
        attachments: (message.enclosures ?? []).map(({ name, mediaType, content }) => ({
          filename: name,
          contentType: mediaType,
          content,
        })),
        gate: beforeHandOver,
      };
      await this.transport.sendMail(mail);
    } catch (error) {
      throw deliveryErrorOf(error);
    }
  }
}

/** Lets the whole message through but its end, which waits until the courier has recorded that it is coming. */
class HandOverGate extends Transform {
  constructor(private readonly gate: () => Promise<void>) {
    // Nothing is read ahead: the end is reached only when the server has agreed to take the message and is taking it.
    super({ readableHighWaterMark: 1 });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    callback(null, chunk);
  }

  override _flush(callback: TransformCallback): void {
    this.gate().then(
      () => callback(),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

/** A 5xx answer is final (RFC 5321 4.2.1); wrong credentials, too, until somebody corrects them: those are tried again. */
function deliveryErrorOf(error: unknown): DeliveryError {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const permanent = code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500;
  const answer = responseCode === undefined ? '' : ` ${responseCode}`;
  return new DeliveryError(`${code ?? 'ESEND'}${answer}`, permanent, responseCode !== undefined);
}
