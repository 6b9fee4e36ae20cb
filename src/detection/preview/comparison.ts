import {
  PREVIEW_CAP,
  type PreviewFinding,
  type PreviewLimit,
  type PreviewResult,
} from '../../contracts/api/index.js';
import type { Policy } from '../../inventory/index.js';
import { RULE_IDS } from '../rules/index.js';
import type { PreviewRequest, ReplayedFinding } from './recorded.js';

type Show = (finding: ReplayedFinding) => PreviewFinding;

/** Two sides of a preview, subject by subject: counts in whole, lists up to a cap. */
export class Comparison {
  private readonly counts = new Map(RULE_IDS.map((rule) => [rule, { current: 0, draft: 0 }]));
  private readonly more: PreviewFinding[] = [];
  private readonly fewer: PreviewFinding[] = [];
  private moreCount = 0;
  private fewerCount = 0;
  private devices = 0;
  private spans = 0;

  constructor(private readonly request: PreviewRequest) {}

  addHistory(spans: number): void {
    this.devices += 1;
    this.spans += spans;
  }

  /** What one subject's history opened under the current policy and under the draft. */
  add(current: readonly ReplayedFinding[], draft: readonly ReplayedFinding[], show: Show): void {
    const now = current.filter((finding) => this.opensInside(finding));
    const then = draft.filter((finding) => this.opensInside(finding));
    for (const { rule } of now) this.counts.get(rule)!.current += 1;
    for (const { rule } of then) this.counts.get(rule)!.draft += 1;
    const more = without(then, now);
    const fewer = without(now, then);
    this.moreCount += more.length;
    this.fewerCount += fewer.length;
    this.more.push(...more.slice(0, PREVIEW_CAP - this.more.length).map(show));
    this.fewer.push(...fewer.slice(0, PREVIEW_CAP - this.fewer.length).map(show));
  }

  result(): PreviewResult {
    const { from, until, current, draft, names } = this.request;
    const rules = [...this.counts].map(([rule, count]) => ({ rule, ...count }));
    const { devices, spans, more, moreCount, fewer, fewerCount } = this;
    const limits = limitsOf(current, draft, spans);
    return { from, until, devices, spans, rules, more, moreCount, fewer, fewerCount, names, limits };
  }

  private opensInside({ openedAt }: ReplayedFinding): boolean {
    return openedAt >= this.request.from;
  }
}

/** One fault may open earlier or later under another policy: it is the same while both began with it. */
function without(all: readonly ReplayedFinding[], others: readonly ReplayedFinding[]): ReplayedFinding[] {
  const known = new Set(others.map(keyOf));
  return all.filter((finding) => !known.has(keyOf(finding)));
}

function keyOf({ rule, thing, since }: ReplayedFinding): string {
  // What has no beginning of its own (a disk, a clock) is one by being there at all.
  const dated = rule !== 'disk-nearly-full' && rule !== 'clock-wrong' && rule !== 'certificate-ending';
  return `${rule}/${thing}/${dated ? since : ''}`;
}

/** What the reader must know before believing the figures. */
function limitsOf(current: Policy, draft: Policy, spans: number): PreviewLimit[] {
  const wait = (policy: Policy): number => policy['beat.seconds'] * (policy['presence.missedBeats'] + 0.5);
  const changed = (key: keyof Policy): boolean => String(current[key]) !== String(draft[key]);
  const limits: [PreviewLimit, boolean][] = [
    ['no-history', spans === 0],
    ['shorter-silence', wait(draft) < wait(current)],
    ['disk-now', changed('disk.freePercent')],
    ['clock-now', changed('clock.skewSeconds')],
    ['server', Object.keys(draft).some((key) => key.startsWith('server.') && changed(key as keyof Policy))],
    ['issuers', changed('certificate.issuers')],
    ['tickets-join', true],
    ['silences', true],
    ['policy-of-then', true],
    ['programs-now', true],
    ['backlog', true],
    ['recurring', true],
  ];
  return limits.filter(([, holds]) => holds).map(([limit]) => limit);
}
