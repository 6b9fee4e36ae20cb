import { describe, expect, it } from '@jest/globals';
import { displayTime, isoDate } from '../../platform/civil/index.js';
import { DEFAULT_PREFERENCE, type PersonalNews } from './choices.js';
import { heldUntil, type QuietHours, quietHoursOf, quietUntil } from './quiet-hours.js';

const OFFICE: QuietHours = { from: '21:00', to: '06:30' };
/** A moment of a November night in Viet Nam. */
const at = (day: number, time: string): number => Date.parse(`2026-11-${day}T${time}+07:00`);
const shown = (instant: number | null): string | null =>
  instant === null ? null : `${isoDate(instant)} ${displayTime(instant)}`;

describe('quiet hours', () => {
  it.each([
    ['in the evening end the next morning', OFFICE, at(25, '22:15'), '2026-11-26 06:30'],
    ['before midnight, to the minute', OFFICE, at(25, '23:59'), '2026-11-26 06:30'],
    ['at midnight', OFFICE, at(26, '00:00'), '2026-11-26 06:30'],
    ['after midnight end the same morning', OFFICE, at(26, '03:00'), '2026-11-26 06:30'],
    ['begin on the minute', OFFICE, at(25, '21:00'), '2026-11-26 06:30'],
    ['have not begun a second before', OFFICE, at(25, '20:59:59'), null],
    ['are over on the minute', OFFICE, at(26, '06:30'), null],
    ['are not over a second before', OFFICE, at(26, '06:29:59'), '2026-11-26 06:30'],
    ['do not run at noon', OFFICE, at(26, '12:00'), null],
    ['of a noon run at noon', { from: '12:00', to: '13:30' }, at(26, '12:40'), '2026-11-26 13:30'],
    ['of a noon do not run at night', { from: '12:00', to: '13:30' }, at(26, '23:00'), null],
    ['until midnight', { from: '20:00', to: '00:00' }, at(26, '20:30'), '2026-11-27 00:00'],
    ['of equal times are none', { from: '07:00', to: '07:00' }, at(26, '07:00'), null],
    ['at the end of a month', OFFICE, at(30, '22:00'), '2026-12-01 06:30'],
  ])('%s', (_, hours, now, expected) => expect(shown(quietUntil(hours, now))).toBe(expected));

  it.each([
    ['as the office', { quiet: 'office' as const }, OFFICE],
    [
      'their own',
      { quiet: 'own' as const, quietFrom: '23:00', quietTo: '05:00' },
      { from: '23:00', to: '05:00' },
    ],
    ['none', { quiet: 'none' as const }, null],
  ])('of a person who chose %s', (_, chosen, expected) => {
    expect(quietHoursOf({ ...DEFAULT_PREFERENCE, ...chosen }, OFFICE)).toEqual(expected);
  });
});

describe('at night', () => {
  const night = at(25, '23:00');
  const held = (news: PersonalNews, awake = false, hours: QuietHours | null = OFFICE): string | null =>
    shown(heldUntil(news, awake, hours, night));
  const morning = '2026-11-26 06:30';

  it.each([
    ['an ordinary ticket waits', { reason: 'ON_DUTY', priority: 'high' }, false, morning],
    ['an urgent one does not', { reason: 'ON_DUTY', priority: 'critical' }, false, null],
    ['what is given to somebody waits', { reason: 'ASSIGNED_TO_YOU', priority: 'high' }, false, morning],
    ['an escalation of an urgent one does not', { reason: 'ESCALATED', priority: 'critical' }, false, null],
    ['one of another waits', { reason: 'ESCALATED', priority: 'high' }, false, morning],
    [
      'but not for who is on duty, or where the office wakes people for it',
      { reason: 'ESCALATED', priority: 'high' },
      true,
      null,
    ],
    ['who is on duty is told of a new one', { reason: 'ON_ROTA', priority: 'low' }, true, null],
    ['who is on duty and only follows another sleeps', { reason: 'FOLLOWS', priority: 'low' }, true, morning],
  ] as const)('%s', (_, news, awake, expected) => expect(held(news, awake)).toBe(expected));

  it('nothing waits for who wants no quiet hours', () => {
    expect(held({ reason: 'FOLLOWS', priority: 'low' }, false, null)).toBeNull();
  });
});
