import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PREFERENCE, leavesNoWay, type PersonalNews, type Preference, routesOf } from './choices.js';

const ALL_THREE = (['mail', 'browser', 'zalo'] as const).map((channel) => ({ channel, isSetUp: true }));
const news = (reason: PersonalNews['reason'], priority: PersonalNews['priority'] = 'normal') => ({
  reason,
  priority,
});
const chose = (given: Partial<Preference> = {}): Preference => ({ ...DEFAULT_PREFERENCE, ...given });
const told = (given: PersonalNews, preference = chose(), reaching = ALL_THREE): string =>
  routesOf(given, preference, reaching)
    .map(({ channel, why }) => `${channel} ${why ?? 'yes'}`)
    .join(', ');

describe('by which channel a person is told', () => {
  it.each([
    [
      'an ordinary ticket, as nobody chose',
      news('ON_ROTA'),
      chose(),
      'mail yes, browser yes, zalo CHOSEN_URGENT',
    ],
    ['an urgent one', news('ON_DUTY', 'critical'), chose(), 'mail yes, browser yes, zalo yes'],
    ['what is given to them', news('ASSIGNED_TO_YOU'), chose(), 'mail yes, browser yes, zalo yes'],
    ['what is escalated to them', news('ESCALATED', 'high'), chose(), 'mail yes, browser yes, zalo yes'],
    [
      'what goes on, where only urgent things are wanted',
      news('FOLLOWS', 'high'),
      chose({ mail: 'urgent', browser: 'urgent' }),
      'mail CHOSEN_URGENT, browser CHOSEN_URGENT, zalo CHOSEN_URGENT',
    ],
    [
      'an urgent one, where nothing is wanted',
      news('ON_ROTA', 'critical'),
      chose({ mail: 'none', zalo: 'none' }),
      'mail CHOSEN_OFF, browser yes, zalo CHOSEN_OFF',
    ],
    [
      'what is given to them, though every way is closed by now',
      news('ASSIGNED_TO_YOU'),
      chose({ mail: 'none', browser: 'none', zalo: 'none' }),
      'mail CHOSEN_OFF, browser yes, zalo CHOSEN_OFF',
    ],
  ] as const)('%s', (_, given, preference, expected) => {
    expect(told(given, preference)).toBe(expected);
  });

  it('says that a channel is not there, and finds another way for what is for them by name', () => {
    const noMail = ALL_THREE.map((one) => ({ ...one, isSetUp: one.channel === 'browser' }));
    const off = chose({ browser: 'none' });
    expect(told(news('ON_ROTA'), off, noMail)).toBe(
      'mail CHANNEL_NOT_SET_UP, browser CHOSEN_OFF, zalo CHANNEL_NOT_SET_UP',
    );
    expect(told(news('ESCALATED'), off, noMail)).toBe(
      'mail CHANNEL_NOT_SET_UP, browser yes, zalo CHANNEL_NOT_SET_UP',
    );
  });
});

describe('choices that leave no way to a person', () => {
  it.each([
    [chose({ mail: 'none' }), ['mail', 'browser'], false],
    [chose({ mail: 'none', browser: 'none' }), ['mail', 'browser'], true],
    [chose({ mail: 'none', browser: 'none' }), ['mail', 'browser', 'zalo'], false],
    [chose({ browser: 'none' }), ['browser'], true],
  ] as const)('%j by %j: %s', (preference, reaching, expected) => {
    expect(leavesNoWay(preference, reaching)).toBe(expected);
  });
});
