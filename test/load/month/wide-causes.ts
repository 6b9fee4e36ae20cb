import type { Ground } from './ground.js';
import { sessionHolding } from './calendar.js';
import { cutOut } from './on-times.js';
import { type Cause, DAY, HOUR, MINUTE, SECOND, type Seen, WEB_SYSTEMS } from './world.js';

/** Every PC tries a watched system once in this time, each in its own rhythm. */
const PROBE_EVERY = 60 * SECOND;
const PROBE_CONFIRMS = 10 * SECOND;

/** Power, lines: everything in a center falls silent together. Rewrites when its PCs are on. */
export function darkenCenters(ground: Ground): void {
  const { chance, size, waits } = ground;
  const day = waits.silent + waits.gather + 5 * MINUTE;
  if (size.days > 5 && size.centers > 20) {
    const from = ground.moment(10 * MINUTE, day);
    const first = chance.whole(0, size.centers - 6);
    const until = from === null ? 0 : chance.second(from + 20 * MINUTE, from + 3 * HOUR);
    for (let next = 0; from !== null && next < 5; next++) cutPower(ground, first + next, from, until);
  }
  for (let n = ground.times(0.2, size.centers); n > 0; n--) {
    const from = ground.moment(10 * MINUTE, day);
    if (from !== null)
      cutPower(
        ground,
        chance.whole(0, size.centers - 1),
        from,
        chance.second(from + 10 * MINUTE, from + 5 * HOUR),
      );
  }
  for (let n = ground.times(0.15, size.centers); n > 0; n--) {
    const midnight = size.start + chance.whole(0, size.days - 1) * DAY;
    const [from, until] = chance.share(0.5) ? [11.52, 13.2] : [18.5, 28];
    cutPower(ground, chance.whole(0, size.centers - 1), midnight + from * HOUR, midnight + until * HOUR);
  }
  for (let n = ground.times(0.2, size.centers); n > 0; n--)
    loseLine(ground, waits.silent + 5 * MINUTE, 3 * HOUR);
  for (let n = ground.times(0.3, size.centers); n > 0; n--)
    loseLine(ground, waits.beat, waits.silent - 1.5 * waits.beat);
}

function cutPower(ground: Ground, center: number, from: number, until: number): void {
  const { chance, waits, size } = ground;
  const inHours = sessionHolding(size.start, from, from + waits.silent + waits.gather) !== null;
  const pcs = ground.pcsOf(center).filter((pc) => ground.isOn(pc, from - MINUTE, from + MINUTE));
  if (pcs.length < 3 && inHours) return;
  const soon = Math.min(until, from + 15 * MINUTE);
  if (!ground.clearOf('server', from, soon) || !ground.take([`center:${center}`], from, until)) return;
  const cause = ground.add({
    ...{ kind: inHours ? 'power-cut' : 'power-cut-off-hours', expects: inHours ? 'ticket' : 'nothing' },
    ...{ scope: 'center', family: 'presence', from, until: until + 6 * MINUTE, center, pcs },
  });
  const note = inHours ? { cause: cause.id, wait: waits.silent + waits.gather } : undefined;
  for (const pc of ground.pcsOf(center)) {
    const back = until + chance.whole(60, 360) * SECOND;
    ground.onTimes[pc] = cutOut(ground.onTimes[pc]!, from, back, null, note);
  }
}

/** The PCs stay on and go on speaking to nobody; long enough it is a cause, otherwise a blip. */
function loseLine(ground: Ground, least: number, most: number): void {
  const { chance, size, waits } = ground;
  const lasts = Math.round(chance.between(least, most) / SECOND) * SECOND;
  const long = lasts > waits.silent;
  const from = ground.moment(10 * MINUTE, waits.silent + waits.gather + 5 * MINUTE);
  const center = chance.whole(0, size.centers - 1);
  if (from === null) return;
  const until = from + lasts;
  const pcs = ground.pcsOf(center).filter((pc) => ground.isOn(pc, from - MINUTE, until + 5 * MINUTE));
  if (pcs.length < 3 || !ground.clearOf('server', from, until)) return;
  if (!ground.take([`center:${center}`], from, until)) return;
  const cause = ground.add({
    ...{ kind: long ? 'line-lost' : 'line-blip', expects: long ? 'ticket' : 'nothing' },
    ...{ scope: 'center', family: 'presence', from, until, center, pcs },
  });
  const note = long ? { cause: cause.id, wait: waits.silent + waits.gather } : undefined;
  for (const pc of pcs) {
    ground.steps.push({ at: from, pc, deed: { kind: 'mute' }, note });
    ground.steps.push({ at: until, pc, deed: { kind: 'unmute' } });
  }
}

type Failure = Pick<Seen, 'state' | 'phase' | 'code' | 'httpStatus'>;
const DOWN: Failure = { state: 'failed', phase: 'tcp', code: 'CONNECT_TIMEOUT' };
const ERROR: Failure = { state: 'failed', phase: 'http', code: 'HTTP_SERVER_ERROR', httpStatus: 502 };
const SLOW: Failure = { state: 'slow', phase: 'http' };

/** A web system is down, answers with errors or is slow for the whole province: one cause, however many see it. */
export function failSystems(ground: Ground): void {
  const { waits } = ground;
  const kinds = [
    ['web-down-all', 4, DOWN, waits.unreachable],
    ['web-error-all', 2, ERROR, waits.failing],
    ['web-slow-all', 1, SLOW, waits.slow],
  ] as const;
  for (const [kind, rate, failure, wait] of kinds) {
    for (
      let n = kind === 'web-down-all' ? Math.max(1, ground.times(rate, 1)) : ground.times(rate, 1);
      n > 0;
      n--
    ) {
      const everybody = Array.from({ length: ground.size.devices }, (_, pc) => pc);
      failSystem(ground, { kind, failure, wait, center: null, pcs: everybody });
    }
  }
}

/** The same, for one center: its own line to that system. */
export function failSystemsOfCenters(ground: Ground): void {
  const { size, waits, chance } = ground;
  for (let n = ground.times(0.05, size.centers); n > 0; n--) {
    const center = chance.whole(0, size.centers - 1);
    const pcs = ground.pcsOf(center);
    failSystem(ground, { kind: 'web-down-center', failure: DOWN, wait: waits.unreachable, center, pcs });
  }
}

interface SystemFailure {
  kind: string;
  failure: Failure;
  wait: number;
  center: number | null;
  pcs: readonly number[];
}

function failSystem(ground: Ground, { kind, failure, wait, center, pcs }: SystemFailure): void {
  const { chance } = ground;
  const thing = chance.of(WEB_SYSTEMS);
  const from = ground.moment(20 * MINUTE, wait + 10 * MINUTE);
  if (from === null) return;
  const until = from + wait + chance.whole(5 * 60, 45 * 60) * SECOND;
  if (!ground.clearOf('server', from, until) || !ground.clearOf(`web:${thing}`, from, until)) return;
  const mark = center === null ? `web:${thing}` : `center:${center}`;
  if (!ground.take([mark], from, until)) return;
  const cause = ground.add({
    ...{
      kind,
      expects: 'ticket',
      scope: center === null ? 'all' : 'center',
      family: 'web',
      thing,
      from,
      center,
      pcs,
    },
    until: until + PROBE_EVERY + PROBE_CONFIRMS,
  });
  for (const pc of pcs) noticeOn(ground, pc, cause, until, failure, wait);
}

/** Each time the PC is on it notices by its own probe, and by its own probe that it is over. */
function noticeOn(
  ground: Ground,
  pc: number,
  cause: Cause,
  until: number,
  failure: Failure,
  wait: number,
): void {
  const { chance } = ground;
  const probe = (instant: number): number => instant + chance.whole(1, PROBE_EVERY / SECOND) * SECOND;
  for (const time of ground.onTimes[pc]!) {
    if (time.off <= cause.from || time.on >= until) continue;
    const since = time.on > cause.from ? time.on + 3 * SECOND : probe(cause.from);
    const told = since + PROBE_CONFIRMS;
    if (told >= Math.min(until, time.off)) continue;
    const seen = { source: 'probe' as const, thing: cause.thing!, ...failure, since };
    ground.steps.push({ at: told, pc, deed: { kind: 'say', seen }, note: { cause: cause.id, since, wait } });
    const over = probe(until);
    const fine = { source: 'probe' as const, thing: cause.thing!, state: 'ok', since: over };
    if (over < time.off) ground.steps.push({ at: over + SECOND, pc, deed: { kind: 'say', seen: fine } });
  }
}
