import { describe, expect, it } from '@jest/globals';
import { AcceleratedClock } from './accelerated-clock.js';

const MORNING = Date.parse('2026-11-23T07:15+07:00');
const NEXT_MORNING = Date.parse('2026-11-24T07:10+07:00');
const at = (time: string): number => Date.parse(`2026-11-23T${time}+07:00`);

/** A clock forty times as fast, and the hand that moves the true time. */
function clockInDemo() {
  let real = 1_000_000;
  const clock = new AcceleratedClock(MORNING, 40, () => real);
  return { clock, passes: (seconds: number) => (real += seconds * 1000) };
}

describe('the clock of a demo', () => {
  it('begins when it was told to, and runs so many times as fast', () => {
    const { clock, passes } = clockInDemo();
    expect(clock.now()).toBe(MORNING);
    passes(90);
    expect(clock.now()).toBe(at('08:15'));
    expect(clock.speed).toBe(40);
  });

  it('passes a night in seconds without ever jumping, and goes on at its own pace', () => {
    const { clock, passes } = clockInDemo();
    clock.hurryTo(NEXT_MORNING, 10_000);
    passes(5);
    expect(clock.now()).toBe(MORNING + (NEXT_MORNING - MORNING) / 2);
    passes(5);
    expect(clock.now()).toBe(NEXT_MORNING);
    passes(1.5);
    expect({ now: clock.now(), speed: clock.speed }).toEqual({ now: NEXT_MORNING + 60_000, speed: 40 });
  });

  it('knows what it showed before: across a night that it hurried through, and before it began', () => {
    const { clock, passes } = clockInDemo();
    passes(15);
    expect(clock.ago(30_000)).toBe(at('07:05'));
    clock.hurryTo(NEXT_MORNING, 10_000);
    passes(25);
    expect(clock.ago(15_000)).toBe(NEXT_MORNING);
    expect(clock.ago(25_000)).toBe(at('07:25'));
  });

  it('does not go back', () => {
    const { clock, passes } = clockInDemo();
    passes(90);
    clock.hurryTo(MORNING, 1_000);
    expect(clock.now()).toBe(at('08:15'));
  });
});
