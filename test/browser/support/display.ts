import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Display {
  /** Such as `:99`. */
  name: string;
  close(): Promise<void>;
}

/** A virtual screen, for what a headless browser does not show: the print preview. */
export async function startDisplay(): Promise<Display> {
  // Xvfb picks a free number itself and writes it to the given descriptor.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  return {
    name: `:${number.toString().trim()}`,
    async close() {
      server.kill();
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}
