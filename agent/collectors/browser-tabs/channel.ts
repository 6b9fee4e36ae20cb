import { unlink } from 'node:fs/promises';
import { connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** The longest path a Unix socket may have everywhere (macOS 104, Linux 108, both with the closing zero). */
const MAX_SOCKET_PATH = 103;

/**
 * Where the running agent listens for native hosts. On Windows a pipe for each session, since each session has its own
 * agent and its own browser; by default such a pipe can be opened for writing by its creator's account only.
 */
export async function channelAddress(stateDirectory: string): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\trucban-${await windowsSession()}`;
  const path = join(stateDirectory, 'tabs.sock');
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    throw new Error(`the state directory's path is too long for a local socket: choose one under 90 bytes`);
  }
  return path;
}

async function windowsSession(): Promise<number> {
  const { default: koffi } = await import('koffi');
  const sessionOf = koffi
    .load('kernel32.dll')
    .func('bool __stdcall ProcessIdToSessionId(uint32_t pid, _Out_ uint32_t *session)');
  const session: [number] = [0];
  if (!sessionOf(process.pid, session)) throw new Error('Windows did not tell the session of this process');
  return session[0];
}

/**
 * Listens so that no other account on the PC can connect. A socket file left by an agent that was killed is replaced;
 * a living one is not taken over.
 */
export async function listenPrivately(server: Server, address: string): Promise<void> {
  try {
    await listen(server, address);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || process.platform === 'win32') throw error;
    if (await answers(address)) throw error;
    await unlink(address);
    await listen(server, address);
  }
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Node creates the socket file inside this call, so it has mode 0600 from its first moment.
    const umask = process.umask(0o177);
    try {
      server.listen(address, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(umask);
    }
  });
}

async function answers(address: string): Promise<boolean> {
  const socket = await open(address);
  socket?.destroy();
  return socket !== null;
}

/** A connection to the agent, or null when none listens. */
export function open(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
