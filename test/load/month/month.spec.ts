import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchMonth } from './bench-month.js';
import type { Seen } from './collect.js';
import { compare } from './compare.js';
import { generate } from './generate.js';
import { type Cause, HOUR, MINUTE, SECOND, type Size, type Waits } from './world.js';

const START = Date.parse('2026-11-02T00:00:00+07:00');
const SIZE: Size = { seed: 7, days: 10, centers: 12, devices: 240, start: START };
const WAITS: Waits = {
  ...{ beat: 30 * SECOND, silent: 105 * SECOND, gather: 40 * SECOND, hung: MINUTE, missing: 3 * MINUTE },
  ...{ notListening: MINUTE, unreachable: 30 * SECOND, failing: 30 * SECOND, slow: 5 * MINUTE },
  ...{ reopen: 30 * MINUTE, diskPercent: 5, clockSkew: 5 * MINUTE, firstTierDays: 90, offDays: 0 },
};

const cause = (said: Partial<Cause> = {}): Cause => ({
  ...{
    id: 0,
    kind: 'power-cut',
    expects: 'ticket',
    scope: 'center',
    family: 'presence',
    thing: null,
    center: 4,
  },
  ...{ pcs: [4, 16, 28], from: START, until: START + HOUR, thumbprint: null, dueAt: START + 145 * SECOND },
  ...said,
});
const ticket = (said: Partial<Seen> = {}): Seen => ({
  ...{
    id: 1,
    number: 'PH-2026-000001',
    title: '',
    kind: 'device-silent',
    rule: 'device-silent',
    scope: 'device',
  },
  ...{
    thing: '',
    pcs: new Set([4]),
    centers: new Set([4]),
    thumbprint: null,
    opened: [START + 146 * SECOND],
  },
  ...{ resolvedAt: null, absorbed: false },
  ...said,
});

describe('a month and its labels', () => {
  it('come from the seed alone', () => {
    expect(generate(SIZE, WAITS)).toEqual(generate(SIZE, WAITS));
    expect(generate({ ...SIZE, seed: 8 }, WAITS).causes).not.toEqual(generate(SIZE, WAITS).causes);
  });

  it('know nothing of what judges them', () => {
    const playing = ['server.ts', 'play.ts', 'collect.ts', 'bench-month.ts', 'month.spec.ts'];
    const files = readdirSync(import.meta.dirname).filter(
      (name) => name.endsWith('.ts') && !playing.includes(name),
    );
    const imports = files.flatMap((name) =>
      [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/from '(.*src\/.*)'/g)].map(
        ([, path]) => path,
      ),
    );
    expect(imports).not.toHaveLength(0);
    expect(imports.filter((path) => !path?.includes('/src/contracts/'))).toEqual([]);
  });

  it('keep two causes in one PC so far apart that each deserves its own ticket', () => {
    const own = generate({ ...SIZE, days: 30 }, WAITS).causes.filter(
      ({ scope, expects, family }) =>
        scope === 'pc' && expects === 'ticket' && /presence|program|web|clock/.test(family),
    );
    for (const one of own) {
      const near = own.filter(
        ({ id, pcs, from, until }) =>
          id !== one.id && pcs[0] === one.pcs[0] && from <= one.until + WAITS.reopen && until >= one.from,
      );
      expect(near).toEqual([]);
    }
  });
});

describe('the comparison', () => {
  it('is content with one ticket in time for each cause', () => {
    const { figures } = compare([cause()], [ticket()], WAITS);
    expect(figures).toMatchObject({ causes: 1, recall: 1, precision: 1, ticketsPerCause: 1, medianOpenS: 1 });
  });

  it('names a cause that nobody was told of', () => {
    const { figures, missed } = compare([cause(), cause({ id: 1, center: 5, pcs: [5] })], [ticket()], WAITS);
    expect(missed.map(({ id }) => id)).toEqual([1]);
    expect(figures).toMatchObject({
      recall: 0.5,
      precision: 1,
      byKind: { 'power-cut': { causes: 2, missed: 1 } },
    });
  });

  it('counts a ticket for each PC of one power cut as too many, unless they were merged', () => {
    const three = [4, 16, 28].map((pc, id) => ticket({ id, pcs: new Set([pc]), absorbed: false }));
    expect(compare([cause()], three, WAITS).figures).toMatchObject({ ticketsPerCause: 3, precision: 1 });
    const merged = three.map((one, place) => ({ ...one, absorbed: place > 0 }));
    const figures = { ticketsPerCause: 1, ticketsPerCauseBeforeMerging: 3 };
    expect(compare([cause()], merged, WAITS).figures).toMatchObject(figures);
  });

  it('says of a ticket without a cause what had really happened there', () => {
    const blip = cause({ kind: 'line-blip', expects: 'nothing' });
    const elsewhere = ticket({ id: 2, pcs: new Set([9]), centers: new Set([9]) });
    const { figures } = compare([blip], [ticket(), elsewhere], WAITS);
    const byKind = { 'not a cause: line-blip': { 'device-silent': 1 }, 'no label': { 'device-silent': 1 } };
    expect(figures).toMatchObject({ causes: 0, recall: 1, precision: 0, byKind });
  });

  it('does not take a ticket about something else in the same PC for the one expected', () => {
    const hung = ticket({ kind: 'program-hung', rule: 'program-hung', thing: 'hotich' });
    expect(compare([cause()], [hung], WAITS).figures).toMatchObject({ recall: 0, precision: 0 });
  });
});

it('a day of three communes is lived through the real stages, and its causes are found', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trucban-month-'));
  try {
    const options = { seed: 3, days: 1, communes: 3, devices: 60, beat: 60, misses: 0, dataDir };
    const figures = await benchMonth(options, () => undefined);
    expect(figures).toMatchObject({ bench: 'month', failedEvents: 0, recall: 1 });
    expect(figures['causes']).toBeGreaterThan(2);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}, 120_000);
