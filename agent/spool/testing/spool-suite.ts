import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PastSpan } from '../../../src/contracts/agent/index.js';
import type { Spool, SpoolLimits } from '../spool.js';

const START = Date.UTC(2026, 10, 23, 1);

export function spanNumber(index: number): PastSpan {
  return {
    id: `program-${index}`,
    source: 'tab',
    state: 'not_responding',
    from: START + index * 1000,
    until: START + index * 1000 + 500,
    phase: null,
    code: null,
    httpStatus: null,
  };
}

const ids = (spans: readonly PastSpan[]): string[] => spans.map((span) => span.id);
const spans = (from: number, to: number): PastSpan[] =>
  Array.from({ length: to - from + 1 }, (_, index) => spanNumber(from + index));

/** What every spool promises, wherever it keeps its spans. */
export function describeSpool(name: string, make: (limits: SpoolLimits) => Spool): void {
  describe(name, () => {
    const roomy = { spans: 100, bytes: 1024 * 1024 };
    let spool: Spool;
    beforeEach(() => {
      spool = make(roomy);
    });

    it('lends the oldest first and forgets them only when they are accepted', () => {
      spool.append(spans(1, 5));
      const first = spool.begin(2);
      expect(ids(first.spans)).toEqual(['program-1', 'program-2']);
      expect(spool.waiting).toBe(5);
      first.accept();
      expect(spool.waiting).toBe(3);
      expect(ids(spool.begin(10).spans)).toEqual(['program-3', 'program-4', 'program-5']);
    });

    it('lends the same spans again when the report was not answered', () => {
      spool.append(spans(1, 3));
      spool.begin(3).keep();
      expect(ids(spool.begin(3).spans)).toEqual(['program-1', 'program-2', 'program-3']);
    });

    it('gives up what the server will never take, and counts it', () => {
      spool.append(spans(1, 3));
      spool.begin(2).reject();
      expect([spool.waiting, spool.dropped]).toEqual([1, 2]);
    });

    it('keeps what arrives while a batch is out', () => {
      spool.append(spans(1, 2));
      const batch = spool.begin(10);
      spool.append(spans(3, 3));
      batch.accept();
      expect(ids(spool.begin(10).spans)).toEqual(['program-3']);
    });

    it('drops the oldest when it is full, and counts them', () => {
      const small = make({ spans: 3, bytes: 1024 * 1024 });
      small.append(spans(1, 5));
      expect([small.waiting, small.dropped]).toEqual([3, 2]);
      expect(ids(small.begin(10).spans)).toEqual(['program-3', 'program-4', 'program-5']);
    });

    it('is bounded in bytes as well', () => {
      const size = Buffer.byteLength(JSON.stringify(spanNumber(1)));
      const small = make({ spans: 100, bytes: size * 2 + 1 });
      small.append(spans(1, 4));
      expect([small.waiting, small.dropped]).toEqual([2, 2]);
    });

    it('does not take younger spans for lent ones when it overflowed meanwhile', () => {
      const small = make({ spans: 3, bytes: 1024 * 1024 });
      small.append(spans(1, 3));
      const batch = small.begin(2);
      small.append(spans(4, 5));
      batch.accept();
      expect(ids(small.begin(10).spans)).toEqual(['program-3', 'program-4', 'program-5']);
    });

    it('moves what waits when the clock of the PC was moved', () => {
      spool.append(spans(1, 1));
      spool.shift(-60_000);
      expect(spool.begin(1).spans[0]?.from).toBe(spanNumber(1).from - 60_000);
    });

    it('remembers the states that are still open', () => {
      const open = { boot: 'boot-0001', at: START, programs: [], probes: [], answered: ['a|tab'] };
      expect(spool.loadOpen()).toBeNull();
      spool.saveOpen(open, { durable: true });
      expect(spool.loadOpen()).toEqual(open);
    });
  });
}
