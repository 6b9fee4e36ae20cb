import { describe, expect, it } from '@jest/globals';
import type { TicketStatus } from '../../contracts/api/index.js';
import { isUnanswered, stepDueAt, whomToTell } from './escalation.js';
import { AROUND_THE_CLOCK, type SlaEvent } from './sla.js';

const entry = (status: TicketStatus | null, answers = false): SlaEvent => ({ at: 0, status, answers });
const awake = { status: 'new', snoozedUntil: null } as const;
const [LAN, BINH, MAI, SON] = [1, 2, 3, 4];

describe('nobody answers', () => {
  it.each([
    ['a ticket that just opened', awake, [entry('new')], true],
    ['one of which only the system wrote', awake, [entry('new'), entry(null)], true],
    ['one that somebody answered without taking it', awake, [entry('new'), entry(null, true)], false],
    ['one that was put back', awake, [entry('new'), entry('in_progress', true), entry('new')], true],
    ['one that came back', awake, [entry('new'), entry('resolved', true), entry('new')], true],
    ['one that is put off', { ...awake, snoozedUntil: 1 }, [entry('new')], false],
    [
      'one that waits',
      { ...awake, status: 'waiting_user' },
      [entry('new'), entry('waiting_user', true)],
      false,
    ],
    ['one that somebody knows of', { ...awake, status: 'acknowledged' }, [entry('new')], false],
  ] as const)('%s', (_, ticket, history, expected) => {
    expect(isUnanswered(ticket, history)).toBe(expected);
  });
});

describe('a step', () => {
  it('is due so long after nobody answered, and there are three at most', () => {
    expect(stepDueAt([5, 10, 20], 1, 1_000, AROUND_THE_CLOCK)).toBe(601_000);
    expect(stepDueAt([5, 10], 2, 0, AROUND_THE_CLOCK)).toBeNull();
    expect(stepDueAt([], 0, 0, AROUND_THE_CLOCK)).toBeNull();
  });

  const all = { assignee: null, first: LAN, second: BINH, head: MAI };
  it.each([
    ['reminds the first', 'remind', all, [], LAN],
    ['reminds whom the rota gave it to', 'remind', { ...all, assignee: BINH }, [], BINH],
    ['then tells the second', 'second', all, [LAN], BINH],
    ['or the first, where the second has it', 'second', { ...all, assignee: BINH }, [BINH], LAN],
    ['then the head', 'head', all, [LAN, BINH], MAI],
    ['passes by who is away', 'remind', { ...all, first: null }, [], BINH],
    [
      'goes to the head at once where nobody is on duty',
      'remind',
      { ...all, first: null, second: null },
      [],
      MAI,
    ],
    ['tells the new shift', 'second', { ...all, first: SON }, [LAN], SON],
    ['tells nobody twice', 'head', { ...all, head: LAN }, [LAN, BINH], null],
    ['finds nobody', 'remind', { assignee: null, first: null, second: null, head: null }, [], null],
  ] as const)('%s', (_, step, people, told, expected) => {
    expect(whomToTell(step, people, told)).toBe(expected);
  });
});
