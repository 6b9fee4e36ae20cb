import type { Cast } from './cast.js';
import { type Part, ScenarioFault } from './part.js';

/** A team of a scenario, as it asks for it; people and centers by their names in the scenario. */
export interface DutyRole {
  line: number;
  name: string;
  head: string;
  centers: string[];
  shifts: DutyShiftRole[];
}

export interface DutyShiftRole {
  weekdays: number[];
  fromMinute: number;
  toMinute: number;
  first: string;
  second: string | null;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const SHIFT = '{ hours: 07:00-17:00, first: NAME, second: NAME, days: [1, 2, 3, 4, 5] }';

/** Teams by name: `to-cntt: { head: mai, centers: [a], shifts: [{ hours: 07:00-17:00, first: lan, second: binh }] }`. */
export function readDuty(part: Part, cast: Cast): DutyRole[] {
  return part.entries().map(([{ text: name, line }, team]) => {
    const fields = team.fields(['head', 'centers', 'shifts']);
    const [head, shifts, centers] = [fields.get('head'), fields.get('shifts'), fields.get('centers')];
    if (!head || !shifts) throw new ScenarioFault(line, `${name}: write { head: NAME, shifts: [${SHIFT}] }`);
    return {
      line,
      name,
      head: cast.person(head),
      centers: centers?.oneOrMore().map((one) => cast.center(one)) ?? [],
      shifts: shifts.oneOrMore().map((one) => shiftOf(one, cast)),
    };
  });
}

function shiftOf(part: Part, cast: Cast): DutyShiftRole {
  const fields = part.fields(['days', 'hours', 'first', 'second']);
  const [hours, first, second] = [fields.get('hours'), fields.get('first'), fields.get('second')];
  const [, from, to] = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(hours?.text() ?? '') ?? [];
  if (from === undefined || to === undefined || !first) throw part.fail(`write ${SHIFT}`);
  const weekdays = fields.get('days')?.oneOrMore();
  return {
    weekdays: weekdays?.map((day) => day.number(1, 8)) ?? EVERY_DAY,
    fromMinute: minutes(from),
    toMinute: minutes(to),
    first: cast.person(first),
    second: second ? cast.person(second) : null,
  };
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
