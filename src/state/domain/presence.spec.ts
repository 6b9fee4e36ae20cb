import { describe, expect, it } from '@jest/globals';
import { type Hours, judgeSilence, type PresenceFacts, presenceAfterGoodbye } from './presence.js';

const LAST = 1_000_000;
/** Three beats of 30 s, and half a one more for jitter. */
const DEADLINE = LAST + 105_000;
const facts = (said: Partial<PresenceFacts> = {}): PresenceFacts => ({
  presence: 'online',
  since: 500_000,
  lastReceivedAt: LAST,
  goodbye: null,
  goodbyeAt: null,
  hearingSince: 0,
  beatSeconds: 30,
  missedBeats: 3,
  lateMinutes: 15,
  ...said,
});
const hours = (atWork: (instant: number) => boolean, next: number | null = null): Hours => ({
  atWork,
  beganAt: () => null,
  nextAt: () => next,
});
const atWork = hours(() => true);
const atHome = hours(() => false);

describe('a PC that has gone quiet', () => {
  it('is given until its deadline', () => {
    expect(judgeSilence(facts(), atWork, DEADLINE - 1)).toEqual({
      presence: 'online',
      since: 500_000,
      checkAt: DEADLINE,
    });
  });

  it('is silent then, since its last report', () => {
    expect(judgeSilence(facts(), atWork, DEADLINE)).toEqual({
      presence: 'silent',
      since: LAST,
      checkAt: null,
    });
  });

  it('was switched off when nobody is at work', () => {
    expect(judgeSilence(facts(), atHome, DEADLINE).presence).toBe('off');
  });

  it('is judged by the hour of its deadline, not by that of a late sweep', () => {
    const inTheLastMinute = hours((instant) => instant <= DEADLINE);
    expect(judgeSilence(facts(), inTheLastMinute, DEADLINE + 3_600_000).presence).toBe('silent');
  });

  it('is granted its deadline anew when the server itself was deaf', () => {
    const hearingSince = LAST + 600_000;
    const verdict = judgeSilence(facts({ hearingSince }), atWork, hearingSince + 1_000);
    expect(verdict).toMatchObject({ presence: 'online', checkAt: hearingSince + 105_000 });
  });

  describe('just before a break', () => {
    const BACK = LAST + 7_200_000;
    const AGAIN = BACK + 15 * 60_000 + 105_000;
    const lunch = hours((instant) => instant < DEADLINE || instant >= BACK, BACK);

    it('is off, and looked at again when the people have been back a while', () => {
      expect(judgeSilence(facts(), lunch, DEADLINE)).toEqual({
        presence: 'off',
        since: LAST,
        checkAt: AGAIN,
      });
    });

    it('is silent then, since its last report', () => {
      const off = facts({ presence: 'off', since: LAST });
      expect(judgeSilence(off, lunch, AGAIN - 1)).toMatchObject({ presence: 'off', checkAt: AGAIN });
      expect(judgeSilence(off, lunch, AGAIN)).toEqual({ presence: 'silent', since: LAST, checkAt: null });
    });

    it('with a goodbye is off and stays so', () => {
      const off = facts({ presence: 'off', since: LAST, goodbye: 'shutdown', goodbyeAt: LAST });
      expect(judgeSilence(off, lunch, AGAIN)).toEqual({ presence: 'off', since: LAST, checkAt: null });
    });

    it('is granted its time anew when the server was deaf meanwhile', () => {
      const off = facts({ presence: 'off', since: LAST, hearingSince: AGAIN });
      expect(judgeSilence(off, lunch, AGAIN)).toMatchObject({ presence: 'off' });
    });
  });

  it('stays what it is once it has left', () => {
    expect(judgeSilence(facts({ presence: 'off' }), atWork, DEADLINE).presence).toBe('off');
  });
});

describe('a goodbye', () => {
  it.each([
    ['shutdown', 'off'],
    ['sleep', 'off'],
    ['logoff', 'off'],
    ['stopped_by_hand', 'stopped'],
    ['update', 'online'],
  ] as const)('by %s leaves the PC %s', (goodbye, presence) => {
    expect(presenceAfterGoodbye(goodbye)).toBe(presence);
  });
});
