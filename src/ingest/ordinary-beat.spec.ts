import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { Report } from '../contracts/agent/index.js';
import { isOrdinaryBeat } from './ordinary-beat.js';

const samples = (kind: 'valid' | 'invalid'): { name: string; body: unknown }[] => {
  const folder = new URL(`../contracts/samples/${kind}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.startsWith('report.'))
    .map((name) => {
      const sample = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { body?: unknown };
      return { name, body: sample.body ?? sample };
    });
};
const beat = samples('valid').find(({ name }) => name === 'report.beat.json')!.body as object;

/** Every way to a value inside, as keys. */
const placesIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];

/** A copy with `junk` at that place; undefined: without it. */
const withAt = (value: unknown, [key, ...rest]: string[], junk: unknown): unknown => {
  if (key === undefined) return junk;
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length === 0 && junk === undefined) delete copy[key];
  else copy[key] = withAt(copy[key], rest, junk);
  return copy;
};

const keepsToTheContract = (body: unknown): boolean => {
  const parsed = Report.safeParse(body);
  return parsed.success && JSON.stringify(parsed.data) === JSON.stringify(body);
};

describe('an ordinary beat', () => {
  it('is what a PC says every half minute', () => {
    expect(isOrdinaryBeat(beat)).toBe(true);
  });

  it.each(samples('valid'))('is not taken for something else: $name', ({ body }) => {
    if (isOrdinaryBeat(body)) expect(Report.parse(body)).toEqual(body);
    else expect(body).not.toEqual(beat);
  });

  it.each(samples('invalid'))('is not $name', ({ body }) => {
    expect(isOrdinaryBeat(body)).toBe(false);
  });

  const JUNK = [undefined, null, '', 'Ồ', 'x'.repeat(100), -1, 0.5, 1e18, NaN, true, [], {}, ['a'], { a: 1 }];
  it.each(placesIn(beat).map((path) => ({ path: path.join('.') || 'the whole', keys: path })))(
    'is let pass only as the contract lets it, whatever stands at $path',
    ({ keys }) => {
      for (const junk of JUNK) {
        const body = withAt(beat, keys, junk);
        if (isOrdinaryBeat(body)) expect(keepsToTheContract(body)).toBe(true);
      }
    },
  );

  it('has nothing that the contract does not name', () => {
    expect(isOrdinaryBeat({ ...beat, window: 'a title' })).toBe(false);
  });
});
