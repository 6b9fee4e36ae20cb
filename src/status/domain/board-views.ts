import type {
  BoardCenter,
  BoardDelta,
  BoardProvince,
  BoardView,
  PresenceCounts,
  Tone,
} from '../../contracts/api/index.js';
import { worstTone } from './tones.js';

const TONES: readonly Tone[] = ['ok', 'warning', 'problem', 'widespread', 'off', 'unknown', 'handled'];

/** A province in one line. */
export function provinceLine(
  { code, name }: { code: string; name: string },
  centers: readonly BoardCenter[],
): BoardProvince {
  const tones = Object.fromEntries(TONES.map((tone) => [tone, 0])) as Record<Tone, number>;
  const devices: PresenceCounts = { online: 0, silent: 0, off: 0, stopped: 0, never: 0, expected: null };
  let openTickets = 0;
  for (const center of centers) {
    tones[center.tone] += 1;
    openTickets += center.openTickets;
    for (const presence of ['online', 'silent', 'off', 'stopped', 'never'] as const)
      devices[presence] += center.devices[presence];
    if (center.devices.expected !== null)
      devices.expected = (devices.expected ?? 0) + center.devices.expected;
  }
  const tone = worstTone(
    centers.map((center) => center.tone),
    'off',
  );
  return { code, name, tone, tones, devices, openTickets };
}

const WORTH_NAMING: ReadonlySet<Tone> = new Set<Tone>(['problem', 'widespread', 'warning']);

/** The centers that somebody should look at first, over all provinces. */
export function worstCenters(provinces: readonly (readonly BoardCenter[])[], limit: number): BoardCenter[] {
  return provinces
    .flatMap((centers) => {
      // Worst first already: what is worth naming is at the head.
      const end = centers.findIndex(({ tone }) => !WORTH_NAMING.has(tone));
      return centers.slice(0, Math.min(limit, end < 0 ? centers.length : end));
    })
    .sort((a, b) => a.rank - b.rank || a.id - b.id)
    .slice(0, limit);
}

/** What `view` says that `before` did not; all of it without one. Things that are the same object have not changed. */
export function deltaOf(view: BoardView, before: BoardView | null): BoardDelta {
  const { revision, serverTime, centers, provinces, attention, attentionMore, centersMore } = view;
  const known = new Set(before?.centers);
  const listed = new Set(centers.map(({ id }) => id));
  const knownProvinces = new Set(before?.provinces);
  const changedProvinces = provinces.filter((province) => !knownProvinces.has(province));
  return {
    revision,
    serverTime,
    centers: centers.filter((center) => !known.has(center)),
    gone: (before?.centers ?? []).filter(({ id }) => !listed.has(id)).map(({ id }) => id),
    ...(changedProvinces.length > 0 ? { provinces: changedProvinces } : {}),
    ...(centersMore === before?.centersMore ? {} : { centersMore }),
    ...(attention === before?.attention ? {} : { attention }),
    ...(attentionMore === before?.attentionMore ? {} : { attentionMore }),
  };
}
