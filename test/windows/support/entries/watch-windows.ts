/** node.exe watch-windows.js PROGRAM…: prints twice a second, one line each, what the window watcher sees of programs. */
import { hungWindows } from '../../../../agent/collectors/windows-hang/window-watcher.js';
import { watched } from '../watched.js';

const watcher = hungWindows();
const programs = process.argv
  .slice(2)
  .map((name) => watched(name, { process: { name, pathContains: null }, watchWindows: true }));

async function look(): Promise<void> {
  const samples = await watcher.sample(programs, Date.now());
  console.log(JSON.stringify(Object.fromEntries(samples.map(({ id, state }) => [id, state]))));
  setTimeout(() => void look(), 500);
}
void look();
