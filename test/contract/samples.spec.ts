import { describe, expect, it } from '@jest/globals';
import { EnrolmentRequest, REPORT_LIMITS, Report } from '../../src/contracts/agent/index.js';
import { fieldPath } from '../../src/platform/http/refusal.js';
import { invalidSamples, validSample, validSamples } from './samples.js';

const pathsOf = (schema: typeof Report, body: unknown): string[] =>
  (schema.safeParse(body).error?.issues ?? []).map((issue) => fieldPath(issue.path));

describe('golden samples', () => {
  it.each(validSamples())('$name is accepted', ({ schema, body }) => {
    expect(schema.safeParse(body).error).toBeUndefined();
  });

  it.each(invalidSamples())('$name is refused at $path', ({ schema, path, body }) => {
    const issues = schema.safeParse(body).error?.issues ?? [];
    expect([...new Set(issues.map((issue) => fieldPath(issue.path)))]).toEqual([path]);
  });

  it('keep what a real PC would send: 12 programs, 6 probes, Vietnamese names as they are written', () => {
    const beat = Report.parse(validSample('report.beat'));
    expect(beat.programs).toHaveLength(12);
    expect(beat.probes).toHaveLength(6);
    const first = Report.parse(validSample('report.first'));
    expect(first.certificates?.map(({ holder }) => holder)).toContain('Nguyễn Thị Thu Hường');
    expect(first.inventory?.osName).toBe('Microsoft Windows 10 Pro');
  });

  it('fit into the size that the server accepts', () => {
    const sizes = validSamples().map(({ body }) => Buffer.byteLength(JSON.stringify(body)));
    expect(Math.max(...sizes)).toBeLessThan(REPORT_LIMITS.bodyBytes);
  });
});

describe('a report', () => {
  const beat = validSample('report.beat');
  const [program] = Report.parse(beat).programs;

  it.each([
    ['programs', 10_000],
    ['programs', REPORT_LIMITS.programs + 1],
  ])('with too many %s (%d) is refused at that list', (list, count) => {
    expect(pathsOf(Report, { ...beat, [list]: Array.from({ length: count }, () => program) })).toEqual([
      list,
    ]);
  });

  it.each([
    ['probes', REPORT_LIMITS.probes],
    ['history', REPORT_LIMITS.history],
    ['certificates', 100],
  ])('bounds %s at %d', (list, most) => {
    const [entry] = listOfSample(list);
    const body = (count: number) => ({ ...beat, [list]: Array.from({ length: count }, () => entry) });
    expect(pathsOf(Report, body(most))).toEqual([]);
    expect(pathsOf(Report, body(most + 1))).toEqual([list]);
  });

  it('with as many programs as allowed is accepted', () => {
    const programs = Array.from({ length: REPORT_LIMITS.programs }, () => program);
    expect(pathsOf(Report, { ...beat, programs })).toEqual([]);
  });

  it('from a newer agent loses its unknown fields, at every depth, and nothing else', () => {
    const newer = validSample('report.from-a-newer-agent');
    expect(newer).toHaveProperty('batteryPercent');
    expect(Report.parse(newer)).toEqual(Report.parse(beat));
    expect(Report.parse(newer)).toEqual(beat);
  });

  it('names every wrong field, not only the first', () => {
    expect(pathsOf(Report, { ...beat, sentAt: 'now', policyVersion: -1 })).toEqual([
      'sentAt',
      'policyVersion',
    ]);
  });

  function listOfSample(list: string): unknown[] {
    const sample = { probes: 'report.beat', history: 'report.backlog', certificates: 'report.first' }[list];
    return validSample(sample ?? '')[list] as unknown[];
  }
});

describe('an enrolment', () => {
  it('loses unknown fields', () => {
    const request = validSample('enrolment.join-code');
    expect(EnrolmentRequest.parse({ ...request, userName: 'an' })).toEqual(request);
  });
});
