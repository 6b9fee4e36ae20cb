import { readSettings, SETTING_KEYS, type SettingKey } from './read-settings.js';
import { readExpectations } from '../judge/read-expectation.js';
import { VERB_NAMES, VERBS } from '../verbs/index.js';
import type { Cast } from './cast.js';
import { type Part, Part as Parts, ScenarioFault } from './part.js';
import { CAST_KEYS, type CastKey, readCast } from './read-cast.js';
import type { Moment, Scenario } from './scenario.js';
import { instantOf, timeText } from './times.js';

const KEYS = ['title', 'about', 'start', 'province', ...CAST_KEYS, ...SETTING_KEYS, 'timeline'] as const;
const TIMES = 'write +5m, 07:30, ngày sau 07:25, +3 ngày 07:25 or 2026-11-26 07:25';

/**
 * Reads a scenario file.
 * @throws ScenarioFault with the line and the remedy of the first thing that is wrong
 */
export function readScenario(text: string): Scenario {
  const fields = Parts.ofText(text.normalize('NFC')).fields(KEYS);
  const title = required(fields, 'title', 'title: what this shows, in a few words').text();
  fields.get('about')?.text();
  const startsAt = startOf(required(fields, 'start', 'start: 2026-11-25 09:00'));
  const cast = readCast(fields as ReadonlyMap<CastKey, Part>, startsAt);
  const timeline = required(fields, 'timeline', 'timeline: what happens, a list of "- at: …" entries');
  return {
    title,
    startsAt,
    provinceCode: fields.get('province')?.text() ?? '25',
    cast,
    settings: readSettings(fields as ReadonlyMap<SettingKey, Part>, cast),
    timeline: readTimeline(timeline, cast, startsAt),
  };
}

function required(fields: ReadonlyMap<string, Part>, key: string, remedy: string): Part {
  const part = fields.get(key);
  if (!part) throw new ScenarioFault(1, `"${key}" is missing; write ${remedy}`);
  return part;
}

function startOf(part: Part): number {
  const instant = /^\d{4}-/.test(part.text()) ? instantOf(part.text(), 0) : null;
  if (instant === null) throw part.fail(`must be a local date and time such as 2026-11-25 09:00`);
  return instant;
}

function readTimeline(part: Part, cast: Cast, startsAt: number): Moment[] {
  let now = startsAt;
  const moments = part.list().map((entry) => {
    const moment = readMoment(entry, cast, now);
    now = moment.at;
    return moment;
  });
  if (!moments.some(({ steps }) => steps.some(({ kind }) => kind === 'look')))
    throw part.fail('expects nothing: add an entry with `expect:`, at least at the end');
  return moments;
}

function readMoment(entry: Part, cast: Cast, before: number): Moment {
  const fields = entry.fields(['at', ...VERB_NAMES, 'expect']);
  const at = momentOf(fields.get('at'), before);
  const steps = [...fields].flatMap(([key, part]): Moment['steps'] => {
    if (key === 'at') return [];
    if (key === 'expect') return [{ kind: 'look', expectations: readExpectations(part, cast, at) }];
    return [{ kind: 'deed', line: part.line, run: VERBS[key].read(part, { cast, at }) }];
  });
  return { line: entry.line, at, steps };
}

function momentOf(part: Part | undefined, before: number): number {
  if (!part) return before;
  const at = instantOf(part.text(), before);
  if (at === null) throw part.fail(`"${part.text()}" is no time; ${TIMES}`);
  if (at < before) {
    throw part.fail(
      `time goes backwards: ${timeText(at)} is before ${timeText(before)}; the next day is "ngày sau ${part.text()}"`,
    );
  }
  return at;
}
