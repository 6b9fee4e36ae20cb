import { setTimeout as pause } from 'node:timers/promises';

/** Asks until there is an answer. `what` names what did not come. */
export async function waitUntil<T>(
  what: string,
  ask: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  seconds = 30,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`no ${what} within ${seconds} s`);
    await pause(100);
  }
}
