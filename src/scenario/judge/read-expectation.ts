import type { Cast } from '../format/cast.js';
import { type Part, ScenarioFault } from '../format/part.js';
import { instantOf, timeText } from '../format/times.js';
import { RULE_IDS } from '../../detection/index.js';
import type { Expectation, Selection, WantedRow, Wish } from './expectation.js';
import type { Row } from './outcome.js';

const LISTS: Record<string, Selection> = {
  findings: { of: 'findings', openOnly: true },
  findings_ever: { of: 'findings', openOnly: false },
  incidents: { of: 'incidents', openOnly: true },
  incidents_ever: { of: 'incidents', openOnly: false },
  tickets: { of: 'tickets', openOnly: true },
  tickets_ever: { of: 'tickets', openOnly: false },
  notices: { of: 'notices', openOnly: false },
  mails: { of: 'mails', openOnly: false },
};
const KEYS = [...Object.keys(LISTS), 'presence', 'no_ticket', 'no_finding', 'no_incident', 'nothing'];
const PRESENCES = ['never', 'online', 'silent', 'off', 'stopped'] as const;

/** How a field of an expected row is written. `part` of a text, the same `word`, a `time`, a `number`, `yes` or no, a `list`. */
type Shape =
  'part' | 'word' | 'center' | 'pc' | 'program' | 'person' | 'rule' | 'time' | 'number' | 'yes' | 'list';

const PLACE = { center: 'center', pc: 'pc' } as const;
const SPAN = { began: 'time', opened: 'time', ended: 'time' } as const;
const FIELDS: Record<Selection['of'], Record<string, Shape>> = {
  findings: { rule: 'rule', thing: 'word', severity: 'word', ...PLACE, ...SPAN },
  incidents: {
    ...{ scope: 'word', thing: 'word', reach: 'word', cause: 'word', ...PLACE, ...SPAN },
    ...{ members: 'number', reopened: 'number', absorbed: 'yes' },
  },
  tickets: {
    ...{ title: 'part', place: 'part', status: 'word', priority: 'word', origin: 'word', ...PLACE },
    ...{ assignee: 'person', events: 'list', began: 'time', opened: 'time', resolved: 'time' },
    ...{ due: 'time', sla: 'word' },
  },
  notices: {
    ...{ to: 'part', status: 'word', reason: 'word', attempts: 'number', ticket: 'part', event: 'word' },
    held: 'time',
  },
  mails: { to: 'part', subject: 'part', text: 'part' },
};

export function readExpectations(part: Part, cast: Cast, at: number): Expectation[] {
  return [...part.fields(KEYS)].flatMap(([name, value]) => readOne(name, value, cast, at));
}

function readOne(name: string, part: Part, cast: Cast, at: number): Expectation[] {
  const { line } = part;
  const selection = LISTS[name];
  if (selection) {
    if (part.isNumber) return [{ kind: 'count', name, line, selection, count: part.number(0, 100_000) }];
    const rows = part.list().map((one) => readRow(one, selection, cast, at));
    return [{ kind: 'rows', name, line, selection, rows }];
  }
  if (name === 'presence') return [readPresences(part, cast)];
  if (name === 'nothing') {
    if (!part.truth()) throw part.fail('is true, or it is left out');
    return (['findings', 'incidents', 'tickets', 'notices'] as const).map((of) => ({
      ...{ kind: 'count', name: `nothing: ${of}`, line, count: 0 },
      selection: { of, openOnly: false },
    }));
  }
  const of = `${name.slice('no_'.length)}s` as 'tickets' | 'findings' | 'incidents';
  return part.oneOrMore().map((one) => {
    const row = one.isMap ? readRow(one, { of, openOnly: false }, cast, at) : shortRow(one, of);
    return { kind: 'none', name, line: one.line, selection: { of, openOnly: false }, row };
  });
}

/** The one word that says most: part of a ticket's title, the rule of a finding, the scope of an incident. */
function shortRow(part: Part, of: 'tickets' | 'findings' | 'incidents'): WantedRow {
  const field = { tickets: 'title', findings: 'rule', incidents: 'scope' }[of];
  return { line: part.line, wishes: [wish(field, part, FIELDS[of][field]!, null, 0)] };
}

function readPresences(part: Part, cast: Cast): Expectation {
  const pcs = part.entries().map(([{ text: name, line }, presence]) => {
    if (!cast.pcs.has(name)) throw new ScenarioFault(line, `there is no PC "${name}"`);
    return { name, line, presence: presence.oneOf(PRESENCES) };
  });
  return { kind: 'presence', line: part.line, pcs };
}

function readRow(part: Part, { of }: Selection, cast: Cast, at: number): WantedRow {
  const shapes = FIELDS[of];
  if (!part.isMap && of !== 'notices' && of !== 'mails')
    throw part.fail(`write what a row must say: ${Object.keys(shapes).join(', ')}`);
  const fields = part.fields(Object.keys(shapes));
  return {
    line: part.line,
    wishes: [...fields].map(([field, value]) => wish(field, value, shapes[field]!, cast, at)),
  };
}

function wish(field: string, part: Part, shape: Shape, cast: Cast | null, at: number): Wish {
  const { line } = part;
  switch (shape) {
    case 'part': {
      const text = part.text();
      return { field, line, wanted: text, holds: (row) => String(row[field]).includes(text) };
    }
    case 'time':
      return timeWish(field, part, at);
    case 'number': {
      const number = part.number(0, 100_000);
      return { field, line, wanted: String(number), holds: (row) => row[field] === number };
    }
    case 'yes': {
      const truth = part.truth();
      return { field, line, wanted: String(truth), holds: (row) => row[field] === truth };
    }
    case 'list': {
      const list = part.list().map((one) => one.text());
      const wanted = list.join(', ');
      return { field, line, wanted, holds: (row) => (row[field] as string[]).join(', ') === wanted };
    }
    default: {
      const text = wordOf(part, shape, cast);
      const holds = (row: Row): boolean => (text === 'none' ? !row[field] : row[field] === text);
      return { field, line, wanted: text, holds };
    }
  }
}

/** `none`: nobody, nowhere. */
function wordOf(part: Part, shape: Shape, cast: Cast | null): string {
  const text = part.text();
  if (text === 'none' || cast === null) return shape === 'rule' ? part.oneOf(RULE_IDS) : text;
  if (shape === 'center') return cast.center(part);
  if (shape === 'pc') return cast.pc(part);
  if (shape === 'person') return cast.person(part);
  return shape === 'rule' ? part.oneOf(RULE_IDS) : text;
}

/** Instants are equal to the second; `none`: not yet. */
function timeWish(field: string, part: Part, at: number): Wish {
  const text = part.text();
  const { line } = part;
  const key = `${field}At`;
  if (text === 'none') return { field, line, wanted: text, holds: (row) => row[key] === null };
  const instant = instantOf(text, at);
  if (instant === null) throw part.fail(`"${text}" is no time; write 09:02:30, -2m or hôm qua 16:50`);
  const holds = (row: Row): boolean =>
    typeof row[key] === 'number' && Math.floor(row[key] / 1000) === Math.floor(instant / 1000);
  return { field, line, wanted: timeText(instant), holds };
}
