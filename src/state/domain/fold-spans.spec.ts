import { describe, expect, it } from '@jest/globals';
import { foldObservations, isEmpty, type Observation, type OpenSpan, toServerTime } from './fold-spans.js';

const detail = { phase: null, code: null, httpStatus: null };
const told = (said: Partial<Observation> = {}): Observation => ({
  thing: 'hotich',
  source: 'tab',
  state: 'ok',
  from: 1_000,
  agentFrom: 1_000,
  ...detail,
  ...said,
});
const stored = (said: Partial<OpenSpan> = {}): OpenSpan => ({ id: 1, ...told(), ...said });

describe('folding what a report says into open spans', () => {
  it('changes nothing when it says the same', () => {
    expect(isEmpty(foldObservations([stored()], [told()], 9_000))).toBe(true);
  });

  it('ends one state where the next begins', () => {
    const hung = told({ state: 'not_responding', from: 5_000, agentFrom: 5_000 });
    expect(foldObservations([stored()], [hung], 9_000)).toEqual({
      close: [{ id: 1, until: 5_000 }],
      open: [hung],
      amend: [],
    });
  });

  it('keeps two sources of one program apart', () => {
    const probe = told({ source: 'probe' });
    expect(foldObservations([stored()], [told(), probe], 9_000)).toEqual({
      close: [],
      open: [probe],
      amend: [],
    });
  });

  it('ends what is no longer watched with the report', () => {
    expect(foldObservations([stored()], [], 9_000).close).toEqual([{ id: 1, until: 9_000 }]);
  });

  it('amends how a fault presents itself without beginning it anew', () => {
    const failed = { source: 'probe', state: 'failed' } as const;
    const changes = foldObservations(
      [stored(failed)],
      [told({ ...failed, phase: 'tls', code: 'TLS_FAILED' })],
      9_000,
    );
    expect(changes).toEqual({
      close: [],
      open: [],
      amend: [{ id: 1, detail: { phase: 'tls', code: 'TLS_FAILED', httpStatus: null } }],
    });
  });

  it('never ends a span before it began', () => {
    const earlier = told({ state: 'slow', from: 500, agentFrom: 500 });
    expect(foldObservations([stored()], [earlier], 9_000).close).toEqual([{ id: 1, until: 1_000 }]);
  });
});

describe("an instant on the agent's clock", () => {
  it.each([
    { situation: 'is taken as it is when the clock agrees', agent: 5_000, skew: 300, server: 5_000 },
    {
      situation: 'is moved by the skew when the clock is behind',
      agent: 5_000,
      skew: 60_000,
      server: 65_000,
    },
    { situation: 'is moved back when the clock is ahead', agent: 500_000, skew: -450_000, server: 50_000 },
    { situation: 'is never later than the report', agent: 200_000, skew: 0, server: 100_000 },
  ])('$situation', ({ agent, skew, server }) => {
    expect(toServerTime(agent, skew, 100_000)).toBe(server);
  });
});
