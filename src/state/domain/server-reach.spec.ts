import { describe, expect, it } from '@jest/globals';
import {
  afterTry,
  NEVER_TRIED,
  nextTryAt,
  type ServerReach,
  type ServerTry,
  standingOf,
} from './server-reach.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 25, 2, 0, 0);
const PROBE = { url: 'https://hotich.example.vn/', intervalSeconds: 300, confirmTries: 3 };

const OK: ServerTry = { state: 'ok', phase: null, code: null, httpStatus: 200 };
const SLOW: ServerTry = { state: 'slow', phase: 'http', code: null, httpStatus: 200 };
const REFUSED: ServerTry = { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null };

/** Tries one after the other, each at so many ms after the start. */
function tried(...tries: [number, ServerTry][]): ServerReach {
  return tries.reduce<ServerReach>((reach, [at, found]) => afterTry(reach, found, 3, START + at), {
    ...NEVER_TRIED,
    since: START,
  });
}
const standing = (reach: ServerReach, at: number, checkAt = at) =>
  standingOf({ ...reach, checkAt: START + checkAt }, START + at);

describe('what the server sees of a web system', () => {
  it('is reached at the first try that reaches it, since that try', () => {
    const reach = tried([0, OK], [5 * MINUTE, OK]);
    expect(reach).toMatchObject({ state: 'ok', since: START, reachedAt: START + 5 * MINUTE });
    expect(standing(reach, 6 * MINUTE)).toMatchObject({ says: 'reaches', at: START + 5 * MINUTE });
  });

  it('is reached though it is slow', () => {
    expect(standing(tried([0, SLOW]), 0)).toMatchObject({ says: 'reaches', phase: 'http' });
  });

  it('fails after as many tries in a row as the program asks for, since the first of them', () => {
    const two = tried([0, OK], [MINUTE, REFUSED], [MINUTE + 10 * SECOND, REFUSED]);
    expect(two).toMatchObject({ state: 'ok', badTries: 2 });
    expect(standing(two, 2 * MINUTE).says).toBe('unknown');
    const three = afterTry(two, REFUSED, 3, START + MINUTE + 20 * SECOND);
    expect(three).toMatchObject({ state: 'failed', since: START + MINUTE, code: 'CONNECTION_REFUSED' });
    expect(standing(three, 2 * MINUTE)).toMatchObject({ says: 'fails', at: START + MINUTE, phase: 'tcp' });
  });

  it('is reached again at once', () => {
    const reach = tried([0, OK], [1, REFUSED], [2, REFUSED], [3, REFUSED], [MINUTE, OK]);
    expect(reach).toMatchObject({ state: 'ok', since: START + MINUTE, badTries: 0, badSince: null });
  });

  it('proves nothing by failing where it was never reached', () => {
    const reach = tried([0, REFUSED], [1, REFUSED], [2, REFUSED], [HOUR, REFUSED]);
    expect(reach).toMatchObject({ state: 'unknown', badTries: 4 });
    expect(standing(reach, HOUR).says).toBe('unknown');
  });

  it('proves nothing either where it was reached too long ago: the server may have been moved since', () => {
    const later = 25 * HOUR;
    const reach = tried([0, OK], [later, REFUSED], [later + 1, REFUSED], [later + 2, REFUSED]);
    expect(standing(reach, later + 2).says).toBe('unknown');
  });

  it('stays failed however long that lasts', () => {
    const down = tried([0, OK], [1, REFUSED], [2, REFUSED], [3, REFUSED], [48 * HOUR, REFUSED]);
    expect(down).toMatchObject({ state: 'failed', since: START + 1 });
  });

  it('is not said any more when nobody made the try that was due', () => {
    const reach = tried([0, OK]);
    expect(standing(reach, 14 * MINUTE, 5 * MINUTE).says).toBe('reaches');
    expect(standing(reach, 16 * MINUTE, 5 * MINUTE).says).toBe('unknown');
    expect(standingOf(null, START).says).toBe('unknown');
  });
});

describe('when the server tries again', () => {
  const pause = (reach: ServerReach, probe = PROBE): number => nextTryAt(reach, probe, START) - START;

  it.each([
    ['a system that works: five minutes and up to a tenth more', tried([0, OK]), 300, 330],
    ['one that never could be reached: the same', tried([0, REFUSED], [1, REFUSED], [2, REFUSED]), 300, 330],
    ['the first bad try: soon', tried([0, OK], [1, REFUSED]), 10, 10],
    ['the second bad try: soon', tried([0, OK], [1, REFUSED], [2, REFUSED]), 10, 10],
    ['one that fails: each minute', tried([0, OK], [1, REFUSED], [2, REFUSED], [3, REFUSED]), 60, 60],
  ])('%s', (_, reach, least, most) => {
    expect(pause(reach)).toBeGreaterThanOrEqual(least * SECOND);
    expect(pause(reach)).toBeLessThanOrEqual(most * SECOND);
  });

  it('asks a system of the agents’ short intervals no more often, and one of long intervals as seldom', () => {
    expect(pause(tried([0, OK]), { ...PROBE, intervalSeconds: 5 })).toBeGreaterThanOrEqual(300 * SECOND);
    expect(pause(tried([0, OK]), { ...PROBE, intervalSeconds: 3600 })).toBeGreaterThanOrEqual(HOUR);
  });

  it('does not ask several systems at the same moment for ever', () => {
    const other = { ...PROBE, url: 'https://motcua.example.vn/' };
    expect(pause(tried([0, OK]))).not.toBe(pause(tried([0, OK]), other));
  });
});
