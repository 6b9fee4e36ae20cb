import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AgentErrorCode, EnrolmentRequest, Report, serverId } from '../../src/contracts/agent/index.js';
import { stringFields } from './string-walk.js';

const document = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** The first cell of each row of the tables that start with this heading: what stands there as `code`. */
function firstCells(text: string, heading: string): string[][] {
  const tables = text.split('\n\n').filter((block) => block.startsWith(`| ${heading} `));
  return tables.map((table) => [...table.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? ''));
}

const sorted = (items: Iterable<string>) => [...new Set(items)].sort();

describe('what leaves the PC (decision 13)', () => {
  const fields = [...stringFields(Report), ...stringFields(EnrolmentRequest)];

  it('is an enum, a literal or declared, string by string', () => {
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter(({ declared }) => !declared).map(({ path }) => path)).toEqual([]);
  });

  it('is documented, the Vietnamese and the English list alike, with nothing left out and nothing made up', () => {
    const text = document('what-leaves-the-pc.md');
    const inContract = sorted(
      fields.flatMap(({ declared }) => (declared?.kind === 'documented' ? [declared.field] : [])),
    );
    const vietnamese = firstCells(text, 'Mục').flat();
    const english = firstCells(text, 'Item').flat();
    expect(sorted(vietnamese)).toEqual(inContract);
    expect(sorted(english)).toEqual(inContract);
    expect([vietnamese.length, english.length]).toEqual([inContract.length, inContract.length]);
  });

  it.each([
    ['a plain string', z.object({ a: z.array(z.object({ title: z.string() })) }), ['a[].title']],
    [
      'one behind nullable and optional',
      z.object({ note: z.string().max(9).nullable().optional() }),
      ['note'],
    ],
    ['one format of text', z.object({ mail: z.email() }), ['mail']],
    ['one among others', z.object({ x: z.union([z.int(), z.string()]) }), ['x']],
    ['whatever else is sent', z.object({ id: serverId() }).catchall(z.string()), ['.*']],
  ])('would not pass: %s', (_situation, schema, paths) => {
    const undeclared = stringFields(schema).filter(({ declared }) => !declared);
    expect(undeclared.map(({ path }) => path)).toEqual(paths);
  });

  it.each([
    ['any value', z.object({ x: z.unknown() })],
    ['a map of free keys', z.object({ x: z.record(z.string(), z.int()) })],
  ])('would not pass either: %s', (_situation, schema) => {
    expect(() => stringFields(schema)).toThrow(/^x: /);
  });
});

describe('error codes of the agent API', () => {
  it('are the ones that docs/agent-api.md explains', () => {
    const documented = firstCells(document('agent-api.md'), 'Code').flat();
    expect(sorted(documented)).toEqual(sorted(AgentErrorCode.options));
    expect(documented).toHaveLength(AgentErrorCode.options.length);
  });
});
