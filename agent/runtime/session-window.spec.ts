import { describe, expect, it } from '@jest/globals';
import { verdictOn } from './session-window.js';

const [QUERY, END, POWER, CLOSE] = [0x11, 0x16, 0x218, 0x10];

describe('what Windows tells the window of the agent', () => {
  it.each([
    ['the PC is shut down', END, 1, 0, 'shutdown'],
    ['the person signs out', END, 1, 0x8000_0000, 'logoff'],
    ['the person signs out, sign-extended to 64 bits', END, 1, -0x8000_0000, 'logoff'],
    ['an installer replaces the program', END, 1, 0x1, 'update'],
    ['a critical shutdown that nobody may stop', END, 1, 0x4000_0000, 'shutdown'],
    ['the end is called off', END, 0, 0, null],
    ['the PC sleeps', POWER, 4, 0, 'sleep'],
    ['the PC wakes up', POWER, 0x12, 0, null],
    ['the mains fail', POWER, 0xa, 0, null],
    ['the task is ended', CLOSE, 0, 0, 'stopped_by_hand'],
  ] as const)('%s', (_name, message, wParam, lParam, reason) => {
    expect(verdictOn(message, wParam, lParam)?.reason).toBe(reason);
  });

  it('agrees to an end without saying goodbye, because it may still be called off', () => {
    expect(verdictOn(QUERY, 0, 0)).toEqual({ reason: null, holdMs: 0, answer: 1 });
  });

  it('never holds Windows up for as long as it would bear', () => {
    expect(verdictOn(END, 1, 0)?.holdMs).toBeLessThan(5_000);
    expect(verdictOn(POWER, 4, 0)?.holdMs).toBeLessThan(2_000);
  });

  it('leaves every other message to Windows', () => {
    expect(verdictOn(0x1a, 0, 0)).toBeNull();
  });
});
