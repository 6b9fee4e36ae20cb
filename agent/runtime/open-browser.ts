import { spawn } from 'node:child_process';

/** Opens an http(s) address in the browser of whoever sits at the PC. The address is never part of a command line of a shell. */
export async function openBrowser(address: string): Promise<void> {
  const { protocol } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`not an address of a page: ${protocol}`);
  const [command, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command!, [...before, address], { detached: true, stdio: 'ignore', windowsHide: true });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', resolve);
  });
  child.unref();
}

/** What hands an address to the browser of the person's choice. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};
