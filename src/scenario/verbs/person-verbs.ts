import { instantOf } from '../format/times.js';
import type { Part } from '../format/part.js';
import type { Verb } from './verb.js';

const ACTS = [
  ...(['take', 'assign', 'put_back', 'comment', 'resolve', 'reopen'] as const),
  ...(['acknowledge', 'snooze', 'wake'] as const),
  ...(['reply', 'ask', 'hand_over', 'resume', 'close', 'cancel'] as const),
] as const;
export type Act = (typeof ACTS)[number];

/** A person works on a ticket, found by a fragment of its title: `{who: lan, act: take, ticket: bị treo}`. */
export const person: Verb = {
  read: (part, { cast, at }) => {
    const fields = part.fields(['who', 'act', 'ticket', 'note', 'to', 'until']);
    const [whoPart, actPart] = [fields.get('who'), fields.get('act')];
    const toPart = fields.get('to');
    if (!whoPart || !actPart) throw part.fail('write {who: NAME, act: take, ticket: a part of its title}');
    const [who, act] = [cast.person(whoPart), actPart.oneOf(ACTS)];
    const to = toPart ? cast.person(toPart) : null;
    if (act === 'assign' && to === null) throw part.fail('say to whom: `to: NAME`');
    const untilPart = fields.get('until');
    if (act === 'snooze' && !untilPart) throw part.fail('say until when: `until: 13:30`, `until: +2h`');
    const until = untilPart ? laterMoment(untilPart, at) : null;
    const title = fields.get('ticket')?.text() ?? '';
    const note = fields.get('note')?.text() ?? 'Đã xem.';
    return (world) => world.office.act({ who, act, title, note, to, until });
  },
};

/** Somebody plans work, which keeps its alarms quiet: `{who: lan, center: a, until: 12:00, reason: …}`. */
export const maintenance: Verb = {
  read: (part, { cast, at }) => {
    const fields = part.fields(['who', 'center', 'pc', 'program', 'from', 'until', 'reason']);
    const [who, center, pc, program] = (['who', 'center', 'pc', 'program'] as const).map((key) =>
      fields.get(key),
    );
    const until = fields.get('until');
    if (!who || !until) throw part.fail('write {who: NAME, center or pc: NAME, until: 12:00, reason: …}');
    const from = fields.get('from');
    const plan = {
      who: cast.person(who),
      center: center ? cast.center(center) : null,
      pc: pc ? cast.pc(pc) : null,
      program: program ? cast.program(program) : null,
      from: from ? laterMoment(from, at) : at,
      until: laterMoment(until, at),
      reason: fields.get('reason')?.text() ?? 'Bảo trì theo kế hoạch',
    };
    return (world) => world.office.plan(plan);
  },
};

function laterMoment(part: Part, at: number): number {
  const instant = instantOf(part.text(), at);
  if (instant === null || instant < at)
    throw part.fail(`must be a moment that is not before this entry: +2h, 13:30, ngày sau 07:30`);
  return instant;
}
