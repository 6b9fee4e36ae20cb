import { POLICY_KEYS, PolicyService, Programs } from '../../inventory/index.js';
import { Refusal } from '../../platform/http/index.js';
import { setCalendar } from '../verbs/calendar.js';
import type { Cast } from './cast.js';
import { nearestWords } from './nearest-words.js';
import { type Part, refusedAt, ScenarioFault } from './part.js';
import { type DutyRole, readDuty } from './read-duty.js';
import type { Deed } from './scenario.js';

/** The keys of a scenario that say how the product is set up before anything happens. */
export const SETTING_KEYS = ['policy', 'calendar', 'duty'] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];

export const AUTHOR = { name: 'scenario', userId: null };

export function readSettings(parts: ReadonlyMap<SettingKey, Part>, cast: Cast): Deed[] {
  const policy = parts.get('policy');
  const calendar = parts.get('calendar');
  const duty = parts.get('duty');
  return [
    ...[...cast.programs].map(([id, { line, fields }]) => watching(id, line, fields)),
    ...(policy ? [readPolicy(policy)] : []),
    ...(calendar ? [{ kind: 'deed' as const, line: calendar.line, run: setCalendar(calendar, cast) }] : []),
    ...(duty ? readDuty(duty, cast).map(onDuty) : []),
  ];
}

function onDuty(team: DutyRole): Deed {
  return { kind: 'deed', line: team.line, run: (world) => world.office.keepRota(team) };
}

/** All values at once: some are allowed only together. What is refused names the line of its value. */
export function readPolicy(part: Part): Deed {
  const lines = new Map<string, number>();
  const values: Record<string, string> = {};
  for (const [{ text: key, line }, value] of part.entries()) {
    if (!POLICY_KEYS.includes(key as (typeof POLICY_KEYS)[number]))
      throw new ScenarioFault(line, `there is no policy "${key}"; ${nearestWords(key, POLICY_KEYS)}`);
    lines.set(key, line);
    values[key] = value.isList
      ? value
          .list()
          .map((one) => one.text())
          .join(',')
      : value.text();
  }
  return {
    kind: 'deed',
    line: part.line,
    run: async (world) => {
      try {
        await world.get(PolicyService).change({ values }, AUTHOR, world.serverNow);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw refusedAt(lines.get(error.path ?? '') ?? part.line, error);
      }
    },
  };
}

/** A web system gets an address that nothing is ever sent to: the PCs of a scenario say what they saw. */
function watching(id: string, line: number, fields: Record<string, string>): Deed {
  return {
    kind: 'deed',
    line,
    run: async (world) => {
      const programs = world.get(Programs);
      const { kind } = await programs.require(id);
      const address = kind === 'web' ? { url: `http://127.0.0.1:9/${id}`, tabHosts: '127.0.0.1:9' } : null;
      if (address) await programs.set(id, address, AUTHOR, world.serverNow);
      if (Object.keys(fields).length > 0) await programs.set(id, fields, AUTHOR, world.serverNow);
      await programs.enable(id, AUTHOR, world.serverNow);
    },
  };
}
