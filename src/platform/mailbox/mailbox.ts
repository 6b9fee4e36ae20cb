import { ImapFlow } from 'imapflow';

/** A message as it lies in the mailbox. */
export interface FetchedMail {
  /** The message itself; of one that is larger than `MOST_BYTES` only how it begins. */
  source: Buffer;
  bytes: number;
  whole: boolean;
}

/** Where a message goes once it was dealt with. */
export type Filed = 'handled' | 'aside';

/** Says what is wrong in a code of the protocol or the network; never holds an address or a password. */
export class MailboxError extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'MailboxError';
  }
}

/** Larger ones are not read: mail servers refuse most of them anyway, and none of them is a question. */
const MOST_BYTES = 15 * 1024 * 1024;
/** Holds the header and the first words of any mail. */
const BEGINNING_BYTES = 64 * 1024;
/** Beside the inbox, made when there is something to put into them. */
const FOLDERS: Readonly<Record<Filed, string>> = { handled: 'TrucBan-Handled', aside: 'TrucBan-Aside' };
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * A mailbox read by IMAP: what lies in its inbox has not been dealt with. A message leaves the inbox after `handle` has said
 * where to, so that a crash in between leaves it there, and whoever handles it must know it again.
 */
export class Mailbox {
  private readonly url: URL;

  constructor(imapUrl: string) {
    this.url = new URL(imapUrl);
  }

  /**
   * Hands at most `most` messages to `handle`, oldest first, one after the other. What `handle` throws ends the round.
   * @throws MailboxError when the mailbox cannot be reached or read
   */
  async round(most: number, handle: (mail: FetchedMail) => Promise<Filed>): Promise<void> {
    const client = this.client();
    // Each call that is under way rejects by itself.
    client.on('error', () => undefined);
    try {
      await asked(client.connect());
      const lock = await asked(client.getMailboxLock(this.folder));
      try {
        const found = await asked(client.search({ all: true }, { uid: true }));
        for (const uid of (found || []).slice(0, most)) await this.pass(client, uid, handle);
      } finally {
        lock.release();
      }
      await asked(client.logout());
    } finally {
      client.close();
    }
  }

  private async pass(
    client: ImapFlow,
    uid: number,
    handle: (mail: FetchedMail) => Promise<Filed>,
  ): Promise<void> {
    const options = { uid: true };
    const listed = await asked(client.fetchOne(String(uid), { size: true }, options));
    // Somebody took it out of the inbox meanwhile.
    if (!listed) return;
    const bytes = listed.size ?? 0;
    const whole = bytes <= MOST_BYTES;
    const source = whole ? true : { start: 0, maxLength: BEGINNING_BYTES };
    const fetched = await asked(client.fetchOne(String(uid), { source }, options));
    if (!fetched || !fetched.source) return;
    const filed = await handle({ source: fetched.source, bytes, whole });
    await asked(this.move(client, uid, FOLDERS[filed]));
  }

  private async move(client: ImapFlow, uid: number, name: string): Promise<void> {
    const folders = await client.list();
    const known = folders.find((folder) => folder.name === name);
    const path = known?.path ?? (await client.mailboxCreate(name)).path;
    if (!(await client.messageMove(String(uid), path, { uid: true }))) throw new MailboxError('MOVE_REFUSED');
  }

  private client(): ImapFlow {
    const { protocol, hostname, port, username, password } = this.url;
    const secure = protocol === 'imaps:';
    return new ImapFlow({
      host: hostname,
      port: Number(port) || (secure ? 993 : 143),
      secure,
      // Beyond this machine a password goes over a protected line or not at all.
      ...(secure || LOOPBACK.test(hostname) ? {} : { doSTARTTLS: true }),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false,
      disableAutoIdle: true,
      ...TIMEOUTS,
    });
  }

  private get folder(): string {
    return decodeURIComponent(this.url.pathname.slice(1)) || 'INBOX';
  }
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof MailboxError) throw error;
    throw new MailboxError(codeOf(error));
  }
}

function codeOf(error: unknown): string {
  const { authenticationFailed, serverResponseCode, code } = error as {
    authenticationFailed?: boolean;
    serverResponseCode?: string;
    code?: string;
  };
  if (authenticationFailed) return 'AUTHENTICATIONFAILED';
  return serverResponseCode ?? code ?? 'EIMAP';
}
