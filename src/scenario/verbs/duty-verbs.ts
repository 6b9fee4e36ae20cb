import { instantOf } from '../format/times.js';
import type { Verb } from './verb.js';

/** Somebody cannot be on duty: `{who: lan, until: 12:00}`, from now unless told. */
export const absent: Verb = {
  read: (part, { cast, at }) => {
    const fields = part.fields(['who', 'from', 'until']);
    const [who, from, until] = [fields.get('who'), fields.get('from'), fields.get('until')];
    if (!who || !until) throw part.fail('write {who: NAME, until: 12:00}');
    const [fromAt, untilAt] = [from ? instantOf(from.text(), at) : at, instantOf(until.text(), at)];
    if (fromAt === null || untilAt === null) throw part.fail('is a stretch of time: from 09:00 until +2h');
    const person = cast.person(who);
    return (world) => world.office.reportAbsence(person, fromAt, untilAt);
  },
};

/** On the day of the entry somebody has the shifts of another: `{team: to-cntt, who: mai, for: lan}`. */
export const swap: Verb = {
  read: (part, { cast, at }) => {
    const fields = part.fields(['team', 'who', 'for']);
    const [team, who, other] = [fields.get('team'), fields.get('who'), fields.get('for')];
    if (!team || !who || !other) throw part.fail('write {team: TEAM, who: NAME, for: NAME}');
    const asked = { team: team.text(), taker: cast.person(who), person: cast.person(other), at };
    return (world) => world.office.swap(asked);
  },
};
