import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Screen {
  /** Such as `:99`. */
  name: string;
  close(): Promise<void>;
}

/** A virtual screen for windows. Xvfb picks a free number itself and writes it to the given descriptor. */
export async function startScreen(): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'exit');
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  return {
    name: `:${number.toString().trim()}`,
    async close() {
      server.kill();
      await ended;
    },
  };
}
