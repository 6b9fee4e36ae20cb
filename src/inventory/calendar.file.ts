import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { FileFault } from './calendar.refusals.js';
import type { TypedDay } from './domain/holiday-check.js';
import type { TypedHours } from './domain/working-calendar-check.js';
import { fold } from '../platform/i18n/index.js';

/** What a calendar file says, as typed; lines are those of the file, counted from 1. */
export interface CalendarFile {
  /** Null: a CSV file has no place for it. */
  year: number | null;
  holidays: TypedDay[];
  hours: TypedHours[];
  faults: FileFault[];
}

type Fields = Record<string, string>;
interface Row {
  line: number;
  fields: Fields;
}

const DAY_FIELDS = ['date', 'kind', 'name', 'stands_for'] as const;
const HOURS_FIELDS = ['days', 'times', 'season', 'from', 'until'] as const;

/** Headings in Vietnamese, folded. */
const HEADINGS: Readonly<Record<string, string>> = {
  ngay: 'date',
  loai: 'kind',
  ten: 'name',
  'lam bu cho': 'stands_for',
  thu: 'days',
  gio: 'times',
  mua: 'season',
  'tu ngay': 'from',
  'den ngay': 'until',
};

/** YAML by its name, CSV otherwise. */
export function readCalendarFile(name: string, text: string): CalendarFile {
  const plain = text.replace(/^\uFEFF/, '');
  const file = /\.ya?ml$/i.test(name) ? readYaml(plain) : readCsv(plain);
  if (file.faults.length === 0 && file.holidays.length + file.hours.length === 0) {
    file.faults.push({ code: 'no-rows', line: 1, text: '' });
  }
  return file;
}

function readCsv(text: string): CalendarFile {
  const lines = text.split(/\r?\n/).map((content, index) => ({ line: index + 1, content }));
  const [heading, ...rest] = lines.filter(({ content }) => content.trim() !== '' && !content.startsWith('#'));
  const separator = heading?.content.includes(';') ? ';' : ',';
  const names = cellsOf(heading?.content ?? '', separator).map((name) => {
    const folded = fold(name);
    return HEADINGS[folded] ?? folded;
  });
  const rows = rest.map(({ line, content }): Row => {
    const cells = cellsOf(content, separator);
    return { line, fields: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])) };
  });
  if (names.includes('date') && names.includes('kind')) return fileOf(null, rows, [], []);
  if (names.includes('days') && names.includes('times')) return fileOf(null, [], rows, []);
  return fileOf(null, [], [], [{ code: 'no-heading', line: heading?.line ?? 1, text: '' }]);
}

/** The cells of one line; a quoted one may hold the separator, and "" for a quotation mark. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [''];
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === '"' && quoted && line[at + 1] === '"') cells.push((cells.pop() ?? '') + line[++at]);
    else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) cells.push('');
    else cells.push((cells.pop() ?? '') + letter);
  }
  return cells.map((cell) => cell.trim());
}

function readYaml(text: string): CalendarFile {
  const counter = new LineCounter();
  // Dates and times stay the text they are.
  const document = parseDocument(text, { lineCounter: counter, schema: 'failsafe' });
  const broken = document.errors[0];
  if (broken) {
    const line = broken.linePos?.[0].line ?? 1;
    return fileOf(null, [], [], [{ code: 'not-yaml', line, text: broken.message.split('\n')[0]! }]);
  }
  const top = document.contents;
  if (!isMap(top)) return fileOf(null, [], [], [{ code: 'field-unknown', line: 1, text: text.slice(0, 40) }]);
  const reader = new YamlRows(top, counter);
  reader.expect(top, ['year', 'holidays', 'sessions']);
  const year = top.get('year');
  const holidays = reader.under('holidays', DAY_FIELDS);
  const sessions = reader.under('sessions', HOURS_FIELDS);
  return fileOf(year === undefined ? null : Number(year), holidays, sessions, reader.faults);
}

/** The lists of a YAML file as rows of text, with the lines they begin on. */
class YamlRows {
  readonly faults: FileFault[] = [];

  constructor(
    private readonly top: YAMLMap,
    private readonly counter: LineCounter,
  ) {}

  under(name: string, fields: readonly string[]): Row[] {
    const list = this.top.get(name);
    if (list === undefined) return [];
    if (isSeq(list)) return list.items.flatMap((item) => this.row(item, fields));
    this.faults.push({ code: 'field-unknown', line: this.lineOf(this.top), text: name });
    return [];
  }

  expect(map: YAMLMap, names: readonly string[]): void {
    for (const { key } of map.items) {
      if (names.includes(String(key))) continue;
      this.faults.push({ code: 'field-unknown', line: this.lineOf(key), text: String(key).slice(0, 80) });
    }
  }

  private row(item: unknown, fields: readonly string[]): Row[] {
    const line = this.lineOf(item);
    if (!isMap(item)) {
      this.faults.push({ code: 'field-unknown', line, text: String(item).slice(0, 80) });
      return [];
    }
    this.expect(item, fields);
    const entries = item.items.map(({ key, value }) => [
      String(key),
      isScalar(value) ? String(value.value) : '',
    ]);
    return [{ line, fields: Object.fromEntries(entries) as Fields }];
  }

  private lineOf(node: unknown): number {
    return this.counter.linePos((node as { range?: number[] }).range?.[0] ?? 0).line;
  }
}

function fileOf(
  year: number | null,
  days: readonly Row[],
  hours: readonly Row[],
  faults: FileFault[],
): CalendarFile {
  return {
    year,
    holidays: days.map(({ line, fields }) => ({
      line,
      date: fields['date'] ?? '',
      kind: fields['kind'] ?? '',
      name: fields['name'] ?? '',
      standsFor: fields['stands_for'] ?? '',
    })),
    hours: hours.map(({ line, fields }) => ({
      line,
      days: fields['days'] ?? '',
      times: fields['times'] ?? '',
      season: fields['season'] ?? '',
      from: fields['from'] ?? '',
      until: fields['until'] ?? '',
    })),
    faults,
  };
}
