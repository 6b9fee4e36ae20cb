import { describe, expect, it } from '@jest/globals';
import { audienceOf, type Entry } from './audience.js';

const [LAN, BINH, MAI, SON] = [1, 2, 3, 4];
const people = [
  { id: LAN, email: 'lan' },
  { id: BINH, email: 'binh' },
  { id: MAI, email: 'mai' },
];
const entry = (kind: string, rest: Partial<Entry> = {}): Entry => ({
  kind,
  actorId: null,
  toldId: null,
  assigneeId: null,
  ...rest,
});
const told = (given: Entry, onDuty: number[], before: string[] = [], watch: number[] = []): string[] =>
  audienceOf(given, people, onDuty, new Set(before), new Set(watch)).map(
    ({ email, reason }) => `${email} ${reason}`,
  );

describe('who is told', () => {
  it.each([
    ['of a new ticket: whoever is on duty', entry('opened'), [LAN, BINH, MAI], [], ['lan ON_ROTA']],
    ['the second, where no message reaches the first', entry('opened'), [SON, BINH], [], ['binh ON_ROTA']],
    [
      'everybody, where the rota knows nobody',
      entry('opened'),
      [],
      [],
      ['lan ON_DUTY', 'binh ON_DUTY', 'mai ON_DUTY'],
    ],
    [
      'everybody, where no message reaches anybody on duty',
      entry('opened'),
      [SON],
      [],
      ['lan ON_DUTY', 'binh ON_DUTY', 'mai ON_DUTY'],
    ],
    [
      'of the end: who was told of the beginning, too',
      entry('resolved'),
      [LAN],
      ['binh'],
      ['lan ON_ROTA', 'binh FOLLOWS'],
    ],
    [
      'of what goes on: who has it',
      entry('evidence', { assigneeId: MAI }),
      [LAN],
      [],
      ['lan ON_ROTA', 'mai FOLLOWS'],
    ],
    [
      'never of what they did themselves',
      entry('reopened', { actorId: LAN }),
      [LAN],
      ['binh'],
      ['binh FOLLOWS'],
    ],
    [
      'of an assignment: the assignee alone',
      entry('assigned', { assigneeId: BINH }),
      [LAN],
      [],
      ['binh ASSIGNED_TO_YOU'],
    ],
    [
      'of what the rota gave to whoever was told already: nobody',
      entry('assigned', { assigneeId: LAN }),
      [LAN],
      ['lan'],
      [],
    ],
    [
      'of a step: the one it is for',
      entry('escalated', { toldId: BINH }),
      [LAN],
      ['lan'],
      ['binh ESCALATED'],
    ],
    [
      'of a step for nobody: everybody',
      entry('escalated'),
      [LAN],
      [],
      ['lan ON_DUTY', 'binh ON_DUTY', 'mai ON_DUTY'],
    ],
  ] as const)('%s', (_, given, onDuty, before, expected) => {
    expect(told(given, [...onDuty], [...before])).toEqual(expected);
  });
});

describe('who watches a ticket', () => {
  it.each([
    ['hears how it goes on', entry('resolved'), [LAN], [], ['lan ON_ROTA', 'mai WATCHES']],
    [
      'hears it once, for the nearer reason',
      entry('clerk', { assigneeId: MAI }),
      [LAN],
      [],
      ['lan ON_ROTA', 'mai FOLLOWS'],
    ],
    [
      'hears what the desk answers, and nobody else does',
      entry('reply', { actorId: LAN }),
      [LAN],
      ['binh'],
      ['mai WATCHES'],
    ],
    ['hears nothing of their own answer', entry('asked', { actorId: MAI }), [LAN], [], []],
    ['hears nothing of what was said to a vendor', entry('handed_over', { actorId: LAN }), [LAN], [], []],
    ['hears nothing of who may see a screen', entry('remote_help', { actorId: LAN }), [LAN], [], []],
    [
      'is not told of each assignment',
      entry('assigned', { assigneeId: BINH }),
      [LAN],
      [],
      ['binh ASSIGNED_TO_YOU'],
    ],
  ] as const)('%s', (_, given, onDuty, before, expected) => {
    expect(told(given, [...onDuty], [...before], [MAI])).toEqual(expected);
  });
});
