import { describe, expect, it } from '@jest/globals';
import { audienceOf, type Entry } from './audience.js';

const [LAN, BINH, MAI, SON, THU] = [1, 2, 3, 4, 5];
const NAMES = new Map([
  [LAN, 'lan'],
  [BINH, 'binh'],
  [MAI, 'mai'],
  [THU, 'thu'],
]);
/** Thu has an account and neither an address nor Zalo; Son has no account any more. */
const people = [LAN, BINH, MAI, THU].map((id) => ({ id, away: id !== THU }));
const entry = (kind: string, rest: Partial<Entry> = {}): Entry => ({
  kind,
  actorId: null,
  toldId: null,
  assigneeId: null,
  ...rest,
});
const told = (given: Entry, onDuty: number[], before: number[] = [], watch: number[] = []): string[] =>
  audienceOf(given, people, onDuty, new Set(before), new Set(watch)).map(
    ({ id, reason }) => `${NAMES.get(id)} ${reason}`,
  );
const everybody = ['lan ON_DUTY', 'binh ON_DUTY', 'mai ON_DUTY', 'thu ON_DUTY'];

describe('who is told', () => {
  it.each([
    ['of a new ticket: whoever is on duty', entry('opened'), [LAN, BINH, MAI], [], ['lan ON_ROTA']],
    ['the second, where no message reaches the first', entry('opened'), [THU, BINH], [], ['binh ON_ROTA']],
    ['the second, where the first is gone', entry('opened'), [SON, BINH], [], ['binh ON_ROTA']],
    ['everybody, where the rota knows nobody', entry('opened'), [], [], everybody],
    ['everybody, where no message reaches anybody on duty', entry('opened'), [THU], [], everybody],
    [
      'of the end: who was told of the beginning, too',
      entry('resolved'),
      [LAN],
      [BINH],
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
      [BINH],
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
      [LAN],
      [],
    ],
    ['of a step: the one it is for', entry('escalated', { toldId: BINH }), [LAN], [LAN], ['binh ESCALATED']],
    [
      'of what a clerk says about remote help: who asked for it',
      entry('remote_help', { toldId: BINH, assigneeId: MAI }),
      [LAN],
      [LAN],
      ['binh YOU_ASKED'],
    ],
    ['of a step for nobody: everybody', entry('escalated'), [LAN], [], everybody],
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
      [BINH],
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
