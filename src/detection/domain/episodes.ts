import type { Trouble } from '../../state/index.js';
import { answersWithError } from '../rules/web-failing.rule.js';
import type { DeviceRuleId, Episode, ProgramFacts } from './finding.js';

const STATE_KINDS: Partial<Record<Trouble['state'], DeviceRuleId>> = {
  not_responding: 'program-hung',
  missing: 'program-missing',
  not_listening: 'program-not-listening',
  load_failed: 'web-unreachable',
  server_error: 'web-failing',
  silent: 'device-silent',
  lost_network: 'device-silent',
};
/** Agents look every few seconds: what is closer together than this was seen at the same time. */
const TOGETHER_MS = 30_000;

/**
 * The faults that a PC's past troubles were, oldest first: those that began while its center was at work, lasted
 * `leastMs`, and are about programs that are watched. What two sources or two sessions saw at once is one.
 */
export function episodesOf(
  troubles: readonly Trouble[],
  programs: ReadonlyMap<string, ProgramFacts>,
  atWork: (instant: number) => boolean,
  leastMs: number,
): Episode[] {
  const episodes: Episode[] = [];
  const last = new Map<string, Episode>();
  for (const trouble of [...troubles].sort((a, b) => a.from - b.from)) {
    const kind = kindOf(trouble);
    const { thing, from, until } = trouble;
    if (!kind || until - from < leastMs || !atWork(from) || !isWatched(kind, thing, programs)) continue;
    const before = last.get(`${kind}/${thing}`);
    if (before && from <= before.until) before.until = Math.max(before.until, until);
    else {
      const episode: Episode = { kind, thing, from, until };
      last.set(`${kind}/${thing}`, episode);
      episodes.push(episode);
    }
  }
  return episodes;
}

/** Without what another PC of the center saw at the same time: that is not the fault of this PC. */
export function alonePart(episodes: readonly Episode[], neighbours: readonly Trouble[]): Episode[] {
  const seen = new Map<string, Trouble[]>();
  for (const trouble of neighbours) {
    const key = `${kindOf(trouble)}/${trouble.thing}`;
    seen.set(key, [...(seen.get(key) ?? []), trouble]);
  }
  return episodes.filter(
    ({ kind, thing, from, until }) =>
      !seen
        .get(`${kind}/${thing}`)
        ?.some((other) => other.from <= until + TOGETHER_MS && other.until >= from - TOGETHER_MS),
  );
}

function kindOf(trouble: Trouble): DeviceRuleId | null {
  if (trouble.source === 'probe' && trouble.state === 'failed')
    return answersWithError(trouble) ? 'web-failing' : 'web-unreachable';
  return STATE_KINDS[trouble.state] ?? null;
}

function isWatched(kind: DeviceRuleId, thing: string, programs: ReadonlyMap<string, ProgramFacts>): boolean {
  if (kind === 'device-silent') return true;
  const program = programs.get(thing);
  return program !== undefined && (kind !== 'program-missing' || program.required);
}
