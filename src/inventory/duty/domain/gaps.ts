import { civilDay } from '../../../platform/civil/index.js';
import { type DutyTeam, onDutyOf, type Rota, turnsOn } from './rota.js';

/** A stretch in which nobody of the team can be reached; epoch ms, `until` not included. */
export interface DutyGap {
  from: number;
  until: number;
  /** `unplanned`: no shift. `absent`: there is one, and everybody of it is away. */
  reason: 'unplanned' | 'absent';
}

interface Stretch {
  from: number;
  until: number;
}

/**
 * When nobody of `team` answers although somebody has to: in the working time of its centers (`needed`) and in every shift
 * that the week plans. Stretches that touch and have one reason are one.
 */
export function gapsOf(rota: Rota, team: DutyTeam, needed: readonly Stretch[], span: Stretch): DutyGap[] {
  const planned = shiftsIn(rota, team, span);
  const instants = cutsOf(rota, [...needed, ...planned], span);
  const gaps: DutyGap[] = [];
  for (const [at, from] of instants.entries()) {
    const until = instants[at + 1];
    const covered = (stretch: Stretch): boolean => stretch.from <= from && from < stretch.until;
    const isPlanned = planned.some(covered);
    if (until === undefined || (!isPlanned && !needed.some(covered))) continue;
    if (!onDutyOf(rota, team, from).gap) continue;
    const reason = isPlanned ? 'absent' : 'unplanned';
    const last = gaps.at(-1);
    if (last?.until === from && last.reason === reason) last.until = until;
    else gaps.push({ from, until, reason });
  }
  return gaps;
}

function shiftsIn(rota: Rota, team: DutyTeam, { from, until }: Stretch): Stretch[] {
  const shifts: Stretch[] = [];
  for (let day = civilDay(from) - 1; day <= civilDay(until); day++) shifts.push(...turnsOn(rota, team, day));
  return shifts.filter((shift) => shift.from < until && shift.until > from);
}

/** The instants at which who can be reached may change, in order, from the first of the span to its end. */
function cutsOf({ absences }: Rota, stretches: readonly Stretch[], { from, until }: Stretch): number[] {
  const edges = [
    ...stretches.flatMap((stretch) => [stretch.from, stretch.until]),
    ...absences.flatMap(({ fromAt, untilAt }) => [fromAt, untilAt]),
  ];
  const inside = edges.filter((edge) => edge > from && edge < until);
  return [...new Set([from, ...inside, until])].sort((a, b) => a - b);
}
