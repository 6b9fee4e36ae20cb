import { describe, expect, it } from '@jest/globals';
import { OFFICE_HOURS } from './working-calendar.js';
import { parseSessions, sessionsText } from './working-calendar-text.js';

describe('working hours as an administrator types them', () => {
  it('are the usual office hours, Monday to Friday', () => {
    expect(parseSessions(['T2-T6=07:30-11:30,13:30-17:00'])).toEqual(
      expect.arrayContaining([...OFFICE_HOURS]),
    );
  });

  it('may differ by day, and be written in English', () => {
    expect(parseSessions(['Mon=8:00-12:00', 'CN=00:00-24:00'])).toEqual([
      { weekday: 1, fromMinute: 480, toMinute: 720 },
      { weekday: 7, fromMinute: 0, toMinute: 1440 },
    ]);
  });

  it('may touch, one session ending when the next begins', () => {
    expect(parseSessions(['T2=07:00-11:00,11:00-17:00'])).toHaveLength(2);
  });

  it.each([
    ['two sessions of a day overlap', ['T2=07:00-12:00,11:30-17:00'], { kind: 'overlap', day: 'T2' }],
    ['two words name the same day', ['T2-T6=07:00-11:00', 'T4=10:00-12:00'], { kind: 'overlap', day: 'T4' }],
    ['a session ends before it begins', ['T2=17:00-13:30'], { kind: 'ends-before-it-begins' }],
    ['a session takes no time', ['T2=07:00-07:00'], { kind: 'ends-before-it-begins' }],
    ['there is no such day', ['T8=07:00-11:00'], { kind: 'unreadable' }],
    ['the days run backwards', ['T6-T2=07:00-11:00'], { kind: 'unreadable' }],
    ['there is no such time', ['T2=07:60-11:00'], { kind: 'unreadable' }],
    ['the day is over', ['T2=07:00-24:01'], { kind: 'unreadable' }],
    ['the times are missing', ['T2'], { kind: 'unreadable' }],
  ])('are refused when %s', (_, words, fault) => {
    expect(parseSessions(words)).toMatchObject(fault);
  });

  it('are shown a day a line, and read back as they were', () => {
    const shown = sessionsText(OFFICE_HOURS);
    expect(shown[0]).toEqual({ day: 'T2', times: '07:30-11:30, 13:30-17:00' });
    const words = shown.map(({ day, times }) => `${day}=${times}`);
    expect(parseSessions(words)).toEqual([...OFFICE_HOURS]);
  });
});
