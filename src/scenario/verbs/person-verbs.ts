import type { Verb } from './verb.js';

const ACTS = ['take', 'assign', 'put_back', 'comment', 'resolve', 'reopen'] as const;
export type Act = (typeof ACTS)[number];

/** A person works on a ticket, found by a fragment of its title: `{who: lan, act: take, ticket: bị treo}`. */
export const person: Verb = {
  read: (part, { cast }) => {
    const fields = part.fields(['who', 'act', 'ticket', 'note', 'to']);
    const [whoPart, actPart] = [fields.get('who'), fields.get('act')];
    const toPart = fields.get('to');
    if (!whoPart || !actPart) throw part.fail('write {who: NAME, act: take, ticket: a part of its title}');
    const [who, act] = [cast.person(whoPart), actPart.oneOf(ACTS)];
    const to = toPart ? cast.person(toPart) : null;
    if (act === 'assign' && to === null) throw part.fail('say to whom: `to: NAME`');
    const title = fields.get('ticket')?.text() ?? '';
    const note = fields.get('note')?.text() ?? 'Đã xem.';
    return (world) => world.office.act({ who, act, title, note, to });
  },
};
