import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { OFFICE_CALENDAR } from '../../inventory/index.js';
import { hoursOf } from '../presence-hours.js';
import { PRESENCE_STATES, type PresenceState, presenceState } from './presence-state.js';
import { PRESENCE_TRANSITIONS, type PresenceEvent } from './presence-transitions.js';
import { judgeSilence, type PresenceFacts, presenceAfterGoodbye } from './presence.js';

/** A Wednesday on which an office works 07:30-11:30 and 13:30-17:00. */
const at = (time: string): number => Date.parse(`2026-11-25T${time}+07:00`);
const hours = hoursOf(OFFICE_CALENDAR);

interface Life {
  facts: PresenceFacts | null;
  othersHeardAt: number | null;
  lineLostSince?: number | null;
  now: number;
}

const online = (lastReceivedAt: number, now = lastReceivedAt): Life => ({
  facts: {
    presence: 'online',
    since: at('07:30'),
    lastReceivedAt,
    goodbye: null,
    goodbyeAt: null,
    hearingSince: 0,
    beatSeconds: 30,
    missedBeats: 3,
    lateMinutes: 15,
  },
  othersHeardAt: null,
  now,
});
const time = (life: Life, now: number): Life => {
  if (!life.facts) return { ...life, now };
  const { presence, since } = judgeSilence(life.facts, hours, now);
  return { ...life, facts: { ...life.facts, presence, since }, now };
};
const goodbye = (life: Life, reason: Parameters<typeof presenceAfterGoodbye>[0], when = life.now): Life => {
  const presence = presenceAfterGoodbye(reason);
  const since = presence === 'online' ? life.facts!.since : when;
  const said = { goodbye: reason, goodbyeAt: when, lastReceivedAt: when };
  return { ...life, now: when, facts: { ...life.facts!, ...said, presence, since } };
};
const lostBeforeLunch = time(online(at('11:29')), at('12:00'));

const LIVES: Record<PresenceState, Life> = {
  never: { facts: null, othersHeardAt: null, now: at('09:00') },
  on: online(at('09:00')),
  unheard: { ...online(at('09:00')), lineLostSince: at('09:00') },
  silent: time(online(at('09:00')), at('09:05')),
  'lost-network': { ...time(online(at('09:00')), at('09:05')), othersHeardAt: at('09:04') },
  off: goodbye(online(at('11:00')), 'shutdown'),
  asleep: goodbye(online(at('11:00')), 'sleep'),
  gone: lostBeforeLunch,
  expected: time(lostBeforeLunch, at('13:31')),
  late: time(lostBeforeLunch, at('13:45')),
  stopped: goodbye(online(at('09:00')), 'stopped_by_hand'),
};

const EVENTS: Record<PresenceEvent, (life: Life) => Life> = {
  report: (life) => online(life.now),
  'shutdown-or-logoff': (life) => goodbye(life, 'logoff'),
  sleep: (life) => goodbye(life, 'sleep'),
  'stopped-by-hand': (life) => goodbye(life, 'stopped_by_hand'),
  update: (life) => goodbye(life, 'update'),
  'deadline-at-work': (life) => time(life, at('09:01:45')),
  'deadline-off-work': () => time(online(at('11:29')), at('11:30:45')),
  'others-heard': (life) => ({ ...life, othersHeardAt: life.now }),
  'work-begins': (life) => time(life, at('13:30')),
  'late-minutes-pass': (life) => time(life, at('13:45')),
  'deadline-after-late': (life) => time(life, at('13:46:45')),
  'server-line-lost': (life) => ({ ...life, lineLostSince: life.now }),
  'server-line-back': (life) => ({ ...life, lineLostSince: null }),
  'work-ends': () => time(LIVES.off, at('17:00')),
};

const stateOf = ({ facts, othersHeardAt, lineLostSince = null, now }: Life): PresenceState =>
  facts ? presenceState({ ...facts, othersHeardAt, lineLostSince }, hours, now).state : 'never';

describe('the states of presence', () => {
  it.each(PRESENCE_STATES)('%s is a state that a PC can be in', (state) => {
    expect(stateOf(LIVES[state])).toBe(state);
  });

  it.each(PRESENCE_TRANSITIONS)('$from --$event--> $to', ({ from, event, to }) => {
    expect(stateOf(EVENTS[event](LIVES[from]))).toBe(to);
  });

  it('are documented, each with every way out of it', () => {
    const page = readFileSync('docs/presence.md', 'utf8');
    const rows = page.match(/^(\|\s+`[a-z-]+`\s+){3}\|/gm) ?? [];
    const shown = rows.map((row) => row.replaceAll(/[|` ]+/g, ' ').trim());
    expect(shown).toEqual(PRESENCE_TRANSITIONS.map(({ from, event, to }) => `${from} ${event} ${to}`));
    for (const state of PRESENCE_STATES) expect(page).toMatch(new RegExp(`^\\|\\s+\`${state}\`\\s+\\|`, 'm'));
  });
});

describe('a PC that is not on when work begins', () => {
  it('and was switched off the evening before is late, and no more than that all day', () => {
    const evening = goodbye(online(Date.parse('2026-11-24T17:05+07:00')), 'shutdown');
    const morning = { ...evening, now: at('11:00') };
    expect(
      presenceState({ ...morning.facts!, othersHeardAt: null, lineLostSince: null }, hours, morning.now),
    ).toEqual({
      state: 'late',
      since: at('07:30'),
    });
    expect(judgeSilence(morning.facts!, hours, morning.now)).toMatchObject({
      presence: 'off',
      checkAt: null,
    });
  });

  it('and went without a word at the end of the day is late, not silent', () => {
    const evening = time(online(Date.parse('2026-11-24T16:59+07:00')), Date.parse('2026-11-24T17:10+07:00'));
    expect(judgeSilence(evening.facts!, hours, at('09:00'))).toMatchObject({
      presence: 'off',
      checkAt: null,
    });
  });

  it('is not expected on a day of rest', () => {
    const saturday = { ...LIVES.off, now: Date.parse('2026-11-28T09:00+07:00') };
    expect(stateOf(saturday)).toBe('off');
  });
});
