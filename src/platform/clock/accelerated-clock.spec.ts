import { describe, expect, it } from '@jest/globals';
import { AcceleratedClock } from './accelerated-clock.js';

const at = (time: string, day = 23): number => Date.parse(`2026-11-${day}T${time}+07:00`);

/** A clock forty times as fast, and the hand that moves the true time. */
function clockInDemo() {
  let real = 1_000_000;
  const clock = new AcceleratedClock(at('07:15'), 40, () => real);
  return { clock, passes: (seconds: number) => (real += seconds * 1000) };
}

describe('the clock of a demo', () => {
  it('begins when it was told to, and stands until somebody plays the day', () => {
    const { clock, passes } = clockInDemo();
    passes(60);
    expect({ now: clock.now(), speed: clock.speed }).toEqual({ now: at('07:15'), speed: 40 });
  });

  it('goes evenly to where it may go, and waits there', () => {
    const { clock, passes } = clockInDemo();
    clock.goTo(at('08:15'), 90_000);
    passes(45);
    expect(clock.now()).toBe(at('07:45'));
    passes(45);
    expect(clock.now()).toBe(at('08:15'));
    passes(30);
    expect(clock.now()).toBe(at('08:15'));
  });

  it('passes a night in seconds without jumping', () => {
    const { clock, passes } = clockInDemo();
    clock.goTo(at('07:15', 24), 12_000);
    passes(6);
    expect(clock.now()).toBe(at('19:15'));
    passes(6);
    expect(clock.now()).toBe(at('07:15', 24));
  });

  it('knows what it showed before, also before it began', () => {
    const { clock, passes } = clockInDemo();
    clock.goTo(at('07:25'), 15_000);
    passes(15);
    clock.goTo(at('07:15', 24), 10_000);
    passes(10);
    expect(clock.ago(10_000)).toBe(at('07:25'));
    expect(clock.ago(40_000)).toBe(at('07:05'));
  });

  it('does not go back', () => {
    const { clock, passes } = clockInDemo();
    clock.goTo(at('08:15'), 90_000);
    passes(90);
    clock.goTo(at('07:15'), 1_000);
    expect(clock.now()).toBe(at('08:15'));
  });
});
