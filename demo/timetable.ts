import { instantOf, MINUTE_MS } from './calendar.js';
import type { DayClock } from './clock.js';
import type { DemoPc } from './demo-pc.js';
import { digestOf, Picker } from './random.js';
import type { Stage } from './scene.js';

/** One in so many PCs is not turned on that day, another one each day: its clerk is on leave. */
const ABSENT_OF = 25;

type Act = (pc: DemoPc) => unknown;
interface Turn {
  at: number;
  act: Act;
}

const shutDown: Act = (pc) => pc.leave('shutdown');
const unplug: Act = (pc) => pc.vanish();
const turnOn: Act = (pc) => pc.comeBack(true);

/**
 * What people do with their PCs on an ordinary day, from which nobody may conclude anything: turned on between 07:15 and
 * 07:45, some late; over lunch off, asleep, unplugged or left on; off in the evening, most of them with a goodbye.
 */
export async function liveThrough(stage: Stage, date: string, day: number, clock: DayClock): Promise<void> {
  await Promise.all(stage.everyone.map((pc) => liveDay(pc, turnsOf(stage, pc, date, day), clock)));
}

async function liveDay(pc: DemoPc, turns: readonly Turn[], clock: DayClock): Promise<void> {
  for (const { at, act } of turns) {
    await clock.until(at);
    await act(pc);
  }
}

function turnsOf(stage: Stage, pc: DemoPc, date: string, day: number): Turn[] {
  const seed = Number.parseInt(digestOf([pc.pc.facts.hardware, day]).slice(0, 8), 16);
  const random = new Picker(seed);
  const isNeeded = stage.needed.has(pc);
  const place = Number.parseInt(pc.pc.facts.hardware.slice(0, 8), 16);
  if (!isNeeded && (place + day) % ABSENT_OF === 0) return [];
  const between = (from: string, until: string): number => {
    const [first, last] = [instantOf(date, from), instantOf(date, until)];
    return Math.round(first + random.fraction() * (last - first));
  };
  const isLate = !isNeeded && random.fraction() < 0.05;
  const morning = { at: isLate ? between('07:55', '08:25') : between('07:15', '07:42'), act: turnOn };
  return [morning, ...lunchOf(random.fraction(), between), eveningOf(random.fraction(), between)];
}

function lunchOf(choice: number, between: (from: string, until: string) => number): Turn[] {
  const leaving = between('11:30', '11:50');
  const back = between('13:14', '13:28');
  if (choice < 0.5) return turns(leaving, shutDown, back, turnOn);
  if (choice < 0.7)
    return turns(
      leaving,
      (pc) => pc.leave('sleep'),
      back,
      (pc) => pc.wake(),
    );
  if (choice < 0.75) return turns(leaving + 10 * MINUTE_MS, unplug, back, turnOn);
  return [];
}

function turns(off: number, goes: Act, on: number, comes: Act): Turn[] {
  return [
    { at: off, act: goes },
    { at: on, act: comes },
  ];
}

function eveningOf(choice: number, between: (from: string, until: string) => number): Turn {
  if (choice < 0.85) return { at: between('17:01', '17:38'), act: shutDown };
  return { at: between('17:20', '17:40'), act: unplug };
}
