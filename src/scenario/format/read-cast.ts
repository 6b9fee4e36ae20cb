import { Role } from '../../contracts/api/index.js';
import { DEFAULT_PROGRAMS } from '../../inventory/index.js';
import { Cast } from './cast.js';
import { nearestWords } from './nearest-words.js';
import { type Part, ScenarioFault, type Word } from './part.js';
import { instantOf } from './times.js';

/** The keys of a scenario that say who and what there is. */
export const CAST_KEYS = ['centers', 'programs', 'people', 'certificates', 'pcs'] as const;
export type CastKey = (typeof CAST_KEYS)[number];

const YEAR_MS = 365 * 86_400_000;

export function readCast(parts: ReadonlyMap<CastKey, Part>, startsAt: number): Cast {
  const cast = new Cast();
  for (const [word, part] of named(parts.get('centers'))) cast.centers.set(word.text, centerOf(part));
  for (const [word, fields] of programsOf(parts.get('programs')))
    cast.programs.set(programId(word), { line: word.line, fields });
  for (const [word, part] of named(parts.get('people'))) cast.people.set(word.text, personOf(word, part));
  for (const [word, part] of named(parts.get('certificates')))
    cast.certificates.set(word.text, certificateOf(word, part, startsAt));
  for (const [word, part] of named(parts.get('pcs'))) cast.pcs.set(word.text, pcOf(cast, word, part));
  return cast;
}

function named(part: Part | undefined): [Word, Part][] {
  return part?.entries() ?? [];
}

function centerOf(part: Part): ReturnType<Cast['centers']['get']> & object {
  const { line } = part;
  if (!part.isMap) {
    const text = part.text();
    const communeCode = /^\d{5}$/.test(text) ? text : null;
    if (communeCode === null && /^\d+$/.test(text))
      throw part.fail(`"${text}" is no commune code: those have five digits, such as "05362"`);
    return { line, communeCode, name: communeCode === null ? text : null, expectedPcs: null };
  }
  const fields = part.fields(['code', 'name', 'expected_pcs']);
  const communeCode = fields.get('code')?.text() ?? null;
  const name = fields.get('name')?.text() ?? null;
  if ((communeCode === null) === (name === null))
    throw part.fail('give either the code of a commune ("05362") or the name of an invented center');
  return { line, communeCode, name, expectedPcs: fields.get('expected_pcs')?.number(0, 1000) ?? null };
}

/** A list of ids, or a map of ids to what is different from the shipped template. */
function programsOf(part: Part | undefined): [Word, Record<string, string>][] {
  if (!part) return [];
  if (part.isList) return part.list().map((one) => [one.word(), {}]);
  return part
    .entries()
    .map(([word, fields]) => [
      word,
      Object.fromEntries(fields.entries().map(([field, value]) => [field.text, value.text()])),
    ]);
}

function programId({ text, line }: Word): string {
  const ids = DEFAULT_PROGRAMS.map(({ id }) => id);
  if (ids.includes(text)) return text;
  throw new ScenarioFault(line, `there is no watched program "${text}"; ${nearestWords(text, ids)}`);
}

function personOf(word: Word, part: Part): ReturnType<Cast['people']['get']> & object {
  const fields = part.isMap ? part.fields(['role', 'name', 'email']) : null;
  const role = (fields ? fields.get('role') : part)?.oneOf(Role.options);
  if (!role) throw part.fail(`say their role: ${Role.options.join(', ')}`);
  const email = fields?.get('email')?.text() ?? `${word.text}@example.vn`;
  return {
    line: word.line,
    role,
    name: fields?.get('name')?.text() ?? word.text,
    email: email === 'none' ? null : email,
  };
}

function certificateOf(
  word: Word,
  part: Part,
  startsAt: number,
): ReturnType<Cast['certificates']['get']> & object {
  const fields = part.fields(['holder', 'email', 'organisation', 'begins', 'ends']);
  const ends = fields.get('ends');
  if (!ends) throw part.fail('say when it ends: `ends: 2027-02-08`, or `ends: +75d` from the start');
  const notAfter = dayOf(ends, startsAt);
  const begins = fields.get('begins');
  return {
    line: word.line,
    holder: fields.get('holder')?.text() ?? word.text,
    email: fields.get('email')?.text() ?? null,
    organisation: fields.get('organisation')?.text() ?? 'Ủy ban nhân dân xã Lạc Lương',
    notBefore: begins ? dayOf(begins, startsAt) : notAfter - 3 * YEAR_MS,
    notAfter,
  };
}

/** A date alone is its noon: a certificate ends on a day, whatever the hour. */
function dayOf(part: Part, startsAt: number): number {
  const text = part.text();
  const instant = instantOf(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 12:00` : text, startsAt);
  if (instant === null)
    throw part.fail(`"${text}" is no moment: write 2027-02-08, 2027-02-08 09:00, or +75d from the start`);
  return instant;
}

function pcOf(cast: Cast, word: Word, part: Part): ReturnType<Cast['pcs']['get']> & object {
  const { line } = word;
  if (!part.isMap) return { line, center: cast.center(part), name: word.text, sessionOf: null };
  const fields = part.fields(['center', 'name', 'session_of']);
  const session = fields.get('session_of');
  if (session) {
    const of = cast.pc(session);
    return { line, center: cast.pcs.get(of)!.center, name: word.text, sessionOf: of };
  }
  const center = fields.get('center');
  if (!center) throw part.fail('say its center: `center: NAME`');
  return {
    line,
    center: cast.center(center),
    name: fields.get('name')?.text() ?? word.text,
    sessionOf: null,
  };
}
