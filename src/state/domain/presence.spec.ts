import { describe, expect, it } from '@jest/globals';
import { judgeSilence, type PresenceFacts, presenceAfterGoodbye } from './presence.js';

const LAST = 1_000_000;
/** Three beats of 30 s, and half a one more for jitter. */
const DEADLINE = LAST + 105_000;
const facts = (said: Partial<PresenceFacts> = {}): PresenceFacts => ({
  presence: 'online',
  since: 500_000,
  lastReceivedAt: LAST,
  hearingSince: 0,
  beatSeconds: 30,
  missedBeats: 3,
  ...said,
});
const atWork = () => true;
const atHome = () => false;

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
    const inTheLastMinute = (instant: number) => instant <= DEADLINE;
    expect(judgeSilence(facts(), inTheLastMinute, DEADLINE + 3_600_000).presence).toBe('silent');
  });

  it('is granted its deadline anew when the server itself was deaf', () => {
    const hearingSince = LAST + 600_000;
    const verdict = judgeSilence(facts({ hearingSince }), atWork, hearingSince + 1_000);
    expect(verdict).toMatchObject({ presence: 'online', checkAt: hearingSince + 105_000 });
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
