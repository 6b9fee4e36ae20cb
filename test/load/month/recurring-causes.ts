import { AFTERNOON, at, isWorkday, MORNING } from './calendar.js';
import type { Ground } from './ground.js';
import { DAY, MINUTE, SECOND, WEB_SYSTEMS } from './world.js';

/** Working days and hours in which one PC hangs again and again, each time for too short to deserve a ticket by itself. */
const OVER_DAYS = 7;
const LEAST_TIMES = 7;
/** From here on it is one recurring fault: so many times, on so many days. */
const TIMES = 5;
const DAYS = 3;
const HALF_DAYS = [MORNING, AFTERNOON];

export function failAgainAndAgain(ground: Ground): void {
  if (ground.size.days < OVER_DAYS) return;
  for (let n = Math.max(1, ground.times(0.01, ground.size.devices)); n > 0; n--) recur(ground);
}

function recur(ground: Ground): void {
  const { chance, size } = ground;
  const pc = chance.whole(0, size.devices - 1);
  const thing = chance.of(WEB_SYSTEMS);
  const first = size.start + chance.whole(0, size.days - OVER_DAYS) * DAY;
  const hangs = hangsOf(ground, pc, thing, first);
  if (hangs.length < LEAST_TIMES) return;
  const recurs = hangs.find(
    (_, place) => place + 1 >= TIMES && daysOf(hangs.slice(0, place + 1), first) >= DAYS,
  );
  const [from, until] = [hangs[0]!.from, hangs.at(-1)!.until];
  if (!recurs || !ground.take([`pc:${pc}`], from, until)) return;
  const cause = ground.add({
    ...{
      kind: 'hung-again-and-again',
      expects: 'ticket',
      scope: 'pc',
      family: 'recurring',
      thing,
      from,
      until,
    },
    ...{ center: ground.centerOf(pc), pcs: [pc] },
  });
  for (const hang of hangs) {
    const [source, told] = ['tab' as const, hang.from + chance.whole(6, 12) * SECOND];
    const hung = { source, thing, state: 'not_responding', since: hang.from };
    const fine = { source, thing, state: 'ok', since: hang.until };
    ground.steps.push({ at: told, pc, deed: { kind: 'say', seen: hung } });
    const note = hang === recurs ? { cause: cause.id, since: hang.until, wait: 0 } : undefined;
    ground.steps.push({ at: hang.until, pc, deed: { kind: 'say', seen: fine }, note });
  }
}

interface Hang {
  from: number;
  until: number;
}

/** Once in most half days, where the PC is on and nothing wide goes on. */
function hangsOf(ground: Ground, pc: number, thing: string, first: number): Hang[] {
  const { chance, waits } = ground;
  const midnights = Array.from({ length: OVER_DAYS }, (_, day) => first + day * DAY).filter(isWorkday);
  const halves = midnights.flatMap((midnight) =>
    HALF_DAYS.map((half) => [at(midnight, half.from + 30), at(midnight, half.to - 30)] as const),
  );
  return halves.flatMap(([earliest, latest]): Hang[] => {
    const from = chance.second(earliest, latest);
    const until = from + chance.whole(25, Math.floor((0.8 * waits.hung) / SECOND)) * SECOND;
    const there = ground.isOn(pc, from - 5 * MINUTE, until + 3 * MINUTE);
    return there && ground.clearAround(pc, thing, from, until) ? [{ from, until }] : [];
  });
}

/** `first` is a midnight. */
function daysOf(hangs: readonly Hang[], first: number): number {
  return new Set(hangs.map(({ from }) => Math.floor((from - first) / DAY))).size;
}
