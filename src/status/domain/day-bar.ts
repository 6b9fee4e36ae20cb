import type { BarSpan, Text, Tone } from '../../contracts/api/index.js';

/** A stretch of the past with what is to be shown for it. `until` is null while it lasts. */
export interface Stretch {
  from: number;
  until: number | null;
  tone: Tone;
  label: Text;
}

export interface BarFacts {
  presence: readonly (Stretch & { online: boolean })[];
  /** What the watched programs did; it counts only while the PC was online, because only then somebody looked. */
  programs: readonly Stretch[];
  /** Shown where nothing is known. */
  nothing: { tone: Tone; label: Text };
}

/** Milder than the plain "online" of the presence, which stays the label of a good stretch. */
const QUIET: readonly Tone[] = ['ok', 'off', 'unknown'];
const WORST_FIRST: readonly Tone[] = ['problem', 'widespread', 'warning', 'handled'];

/** The bar from `from` to `until`: no gaps, no overlaps, the worst of each moment, neighbours that say the same joined. */
export function dayBar(facts: BarFacts, from: number, until: number): BarSpan[] {
  const programs = facts.programs.filter(({ tone }) => !QUIET.includes(tone));
  const edges = new Set([from, until]);
  for (const stretch of [...facts.presence, ...programs]) {
    for (const edge of [stretch.from, stretch.until ?? until])
      if (edge > from && edge < until) edges.add(edge);
  }
  const moments = [...edges].sort((a, b) => a - b);
  const bar: BarSpan[] = [];
  for (const [index, start] of moments.slice(0, -1).entries()) {
    const { tone, label } = shownAt(start, facts, programs);
    const end = moments[index + 1]!;
    const last = bar.at(-1);
    if (last && last.tone === tone && last.label.vi === label.vi) last.until = end;
    else bar.push({ from: start, until: end, tone, label });
  }
  return bar;
}

function shownAt(moment: number, facts: BarFacts, programs: readonly Stretch[]): { tone: Tone; label: Text } {
  const presence = facts.presence.find((stretch) => covers(stretch, moment));
  if (!presence) return facts.nothing;
  if (!presence.online) return presence;
  const wrong = programs.filter((stretch) => covers(stretch, moment));
  wrong.sort((a, b) => WORST_FIRST.indexOf(a.tone) - WORST_FIRST.indexOf(b.tone));
  return wrong[0] ?? presence;
}

function covers({ from, until }: Stretch, moment: number): boolean {
  return from <= moment && (until === null || moment < until);
}
