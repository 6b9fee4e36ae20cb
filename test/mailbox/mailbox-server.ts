import { ImapFlow } from 'imapflow';
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const USER = 'trucban';
const PASSWORD = 'mot@mat/khau';
/** Whoever nobody is, the mails are his where the tests run as root, whom the server gives none. */
const NOBODY = 65_534;

/** A real IMAP server (Dovecot) on a free port of this machine, with one mailbox in a folder of its own. */
export class MailboxServer {
  private server: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<MailboxServer> {
    const mailbox = new MailboxServer(await mkdtemp(join(tmpdir(), 'trucban-imap-')), await freePort());
    await mailbox.prepare();
    await mailbox.run();
    return mailbox;
  }

  get url(): string {
    return `imap://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.port}/INBOX`;
  }

  /** Starts the server, also again after `halt`. */
  async run(): Promise<void> {
    this.server = spawn('/usr/sbin/dovecot', ['-F', '-c', join(this.folder, 'dovecot.conf')], {
      stdio: 'inherit',
    });
    for (let tries = 0; tries < 200; tries++) {
      if (await listens(this.port)) return;
      await pause(50);
    }
    throw new Error('the IMAP server does not begin to listen');
  }

  /** The server is gone; its mails stay. */
  async halt(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }

  async close(): Promise<void> {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What a mail server does with a mail for this mailbox: lays it into the inbox as it is. */
  async deliver(source: string | Buffer): Promise<void> {
    await this.talk((client) => client.append('INBOX', source));
  }

  /** Subjects of what lies in a folder; none where there is no such folder. */
  subjects(folder = 'INBOX'): Promise<string[]> {
    return this.talk(async (client) => {
      const folders = await client.list();
      if (!folders.some(({ path }) => path === folder)) return [];
      const lock = await client.getMailboxLock(folder);
      try {
        const mails = await client.fetchAll('1:*', { envelope: true });
        return mails.map(({ envelope }) => envelope?.subject ?? '');
      } finally {
        lock.release();
      }
    });
  }

  /** Puts everything of a folder back into the inbox, as a person or a crash may. */
  async putBack(folder: string): Promise<void> {
    await this.talk(async (client) => {
      const lock = await client.getMailboxLock(folder);
      try {
        await client.messageMove('1:*', 'INBOX');
      } finally {
        lock.release();
      }
    });
  }

  /** Everything is gone from every folder, as in a new mailbox. */
  async empty(): Promise<void> {
    await this.talk(async (client) => {
      for (const { path } of await client.list()) {
        const lock = await client.getMailboxLock(path);
        try {
          await client.messageDelete('1:*');
        } finally {
          lock.release();
        }
      }
    });
  }

  private async talk<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const auth = { user: USER, pass: PASSWORD };
    const client = new ImapFlow({ host: '127.0.0.1', port: this.port, secure: false, auth, logger: false });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  }

  private async prepare(): Promise<void> {
    const mails = join(this.folder, 'mails');
    await mkdir(mails);
    const { uid, gid, username } = userInfo();
    const root = uid === 0;
    const owner = root ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
    if (root) {
      await chown(this.folder, NOBODY, NOBODY);
      await chown(mails, NOBODY, NOBODY);
    }
    const login = root
      ? ''
      : `default_internal_user = ${username}
default_internal_group = ${gid}
default_login_user = ${username}
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
`;
    await writeFile(
      join(this.folder, 'dovecot.conf'),
      `protocols = imap
listen = 127.0.0.1
base_dir = ${join(this.folder, 'run')}
state_dir = ${join(this.folder, 'state')}
log_path = ${join(this.folder, 'dovecot.log')}
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${mails}
first_valid_uid = 1
first_valid_gid = 1
${login}service imap {
  service_count = 500
  process_limit = 50
  process_min_avail = 1
}
service imap-login {
  service_count = 0
  process_min_avail = 1
  inet_listener imap {
    port = ${this.port}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${this.folder}
}
`,
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
