import type { Ground } from './ground.js';
import { DAY, HOUR, MINUTE, SECOND } from './world.js';

/** Fewer centers than this say nothing of the server: the product's own reading of "many". */
const MANY_CENTERS = 8;
/** What the server stores of a healthy center is never older than a beat and this. */
const STORED_AFTER = 40 * SECOND;

/** The server's own restarts: nobody is to blame for what it does not hear then. Comes first: the rest keeps away. */
export function restartServer(ground: Ground): void {
  const { chance, size } = ground;
  for (let n = Math.max(1, ground.times(4, 1)); n > 0; n--) {
    const byDay = n % 2 === 1;
    const from = byDay
      ? ground.moment(90 * MINUTE, HOUR)
      : size.start + chance.whole(0, size.days - 1) * DAY + chance.second(HOUR, 4 * HOUR);
    if (from === null) continue;
    const until = from + chance.whole(30, 240) * SECOND;
    if (!ground.take(['server'], from, until)) continue;
    const by = { scope: 'all', family: 'presence', from, until } as const;
    ground.add({ kind: 'server-restarted', expects: 'nothing', ...by });
    ground.steps.push({ at: from, pc: -1, deed: { kind: 'server-down' } });
    ground.steps.push({ at: until, pc: -1, deed: { kind: 'server-up' } });
  }
}

/** The server's own line: everybody speaks, and it hears nobody. One cause, whose place is the server. */
export function deafenServer(ground: Ground): void {
  const { chance, size, waits } = ground;
  if (size.centers < MANY_CENTERS) return;
  for (let n = Math.max(1, ground.times(2, 1)); n > 0; n--) {
    const lasts = chance.whole(4 * 60, 25 * 60) * SECOND;
    // PCs come and go at the ends of a session; what they say then is lost, and nobody could tell them from the dead.
    const from = ground.moment(45 * MINUTE, lasts + 30 * MINUTE);
    if (from === null || !ground.take(['server'], from, from + lasts)) continue;
    ground.add({
      ...{ kind: 'server-line-lost', expects: 'ticket', scope: 'all', family: 'server-line' },
      ...{ from, until: from + lasts, dueAt: from + waits.beat + STORED_AFTER },
    });
    ground.steps.push({ at: from, pc: -1, deed: { kind: 'line-lost' } });
    ground.steps.push({ at: from + lasts, pc: -1, deed: { kind: 'line-back' } });
  }
}
