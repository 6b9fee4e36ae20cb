import type { Policy } from '../../inventory/index.js';
import { civilDay, DAY_MS, MINUTE_MS } from '../../platform/civil/index.js';
import {
  type Candidate,
  type DeviceContext,
  type DeviceRuleId,
  type Episode,
  type Judgement,
  type Recurrence,
  type RecurringRuleId,
  sees,
  type Severity,
} from '../domain/finding.js';

/** What comes back; `things` are told apart, kinds of one thing share its finding. */
interface RecurringQuestion {
  rule: RecurringRuleId;
  kinds: readonly DeviceRuleId[];
  severity: (thing: string) => Severity;
}

/**
 * Faults that come and go, each too short to open or over by itself, that flapping (minutes, half an hour) does not see.
 * Two thresholds: `recurring.times` on `recurring.days` days make it a finding, `recurring.calmTimes` left in the window end
 * it. While the plain fault is open it says all there is to say, and no recurring one opens beside it.
 */
export function judgeRecurring(
  { episodes, open }: Recurrence,
  { policy }: Pick<DeviceContext, 'policy'>,
  now: number,
  { rule, kinds, severity }: RecurringQuestion,
): Judgement {
  const windowMs = policy['recurring.windowDays'] * DAY_MS;
  const mine = episodes.filter(({ kind, until }) => kinds.includes(kind) && until > now - windowMs);
  const candidates: Candidate[] = [];
  let lookAgainAt: number | null = null;
  for (const thing of new Set(mine.map((episode) => episode.thing))) {
    const most = mostFrequent(mine.filter((episode) => episode.thing === thing));
    const isOpen = open.has(`${rule}/${thing}`);
    if (isOpen) {
      // The oldest of those that would still be too many: when it leaves the window, calm is reached.
      const last = most.at(-1 - policy['recurring.calmTimes']);
      if (!last) continue;
      lookAgainAt = Math.min(lookAgainAt ?? Infinity, last.until + windowMs);
    } else if (!recurs(most, policy) || kinds.some((kind) => open.has(`${kind}/${thing}`))) continue;
    candidates.push(candidateOf(thing, most, severity(thing), now));
  }
  return sees(candidates, lookAgainAt);
}

function recurs(episodes: readonly Episode[], policy: Policy): boolean {
  return episodes.length >= policy['recurring.times'] && daysOf(episodes) >= policy['recurring.days'];
}

function mostFrequent(episodes: readonly Episode[]): Episode[] {
  const byKind = new Map<DeviceRuleId, Episode[]>();
  for (const episode of episodes) byKind.set(episode.kind, [...(byKind.get(episode.kind) ?? []), episode]);
  return [...byKind.values()].reduce((most, some) => (some.length > most.length ? some : most), []);
}

function daysOf(episodes: readonly Episode[]): number {
  return new Set(episodes.map(({ from }) => civilDay(from))).size;
}

function candidateOf(
  thing: string,
  episodes: readonly Episode[],
  severity: Severity,
  now: number,
): Candidate {
  const [first, last] = [episodes[0]!, episodes.at(-1)!];
  const lasted = episodes.reduce((sum, { from, until }) => sum + until - from, 0);
  const evidence = {
    kind: last.kind,
    times: episodes.length,
    days: daysOf(episodes),
    minutes: Math.max(1, Math.round(lasted / MINUTE_MS)),
    firstAt: first.from,
    lastAt: last.from,
  };
  return { thing, since: first.from, opensAt: now, severity, evidence };
}
