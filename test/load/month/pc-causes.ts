import { sessionHolding } from './calendar.js';
import type { Ground } from './ground.js';
import { type ShortKind, SHORT_KINDS } from './kinds.js';
import { cutOut } from './on-times.js';
import { DAY, HOUR, MINUTE, SECOND } from './world.js';

/** Troubles of single PCs that take them away: dead, stopped by hand, left off for days. Rewrites when they are on. */
export function takePcsAway(ground: Ground): void {
  const { devices, days } = ground.size;
  for (let n = ground.times(0.05, devices); n > 0; n--) die(ground);
  for (let n = ground.times(0.02, devices); n > 0; n--) stopByHand(ground);
  if (days > 14) for (let n = ground.times(0.01, devices); n > 0; n--) leaveOff(ground);
}

function die(ground: Ground): void {
  const { chance, waits } = ground;
  const from = ground.moment(10 * MINUTE, waits.silent + waits.gather + 5 * MINUTE);
  const pc = chance.whole(0, ground.size.devices - 1);
  if (from === null || !ground.isOn(pc, from - 10 * MINUTE, from + waits.silent + 5 * MINUTE)) return;
  const until = chance.share(0.6)
    ? chance.second(from + 20 * MINUTE, from + 3 * HOUR)
    : chance.second(from + DAY, from + 5 * DAY);
  if (!free(ground, pc, null, from, until)) return;
  const cause = ground.add({
    ...{ kind: 'pc-dead', expects: 'ticket', scope: 'pc', family: 'presence', from, until },
    ...{ center: ground.centerOf(pc), pcs: [pc] },
  });
  const note = { cause: cause.id, wait: waits.silent + waits.gather };
  ground.onTimes[pc] = cutOut(ground.onTimes[pc]!, from, until, null, note);
}

function stopByHand(ground: Ground): void {
  const { chance, size } = ground;
  const atWork = chance.share(0.6);
  const moment = ground.moment(10 * MINUTE, 10 * MINUTE);
  const pc = chance.whole(0, size.devices - 1);
  if (moment === null) return;
  const midnight = size.start + Math.floor((moment - size.start) / DAY) * DAY;
  const from = atWork ? moment : chance.second(midnight + 11.6 * HOUR, midnight + 13.3 * HOUR);
  const until = midnight + 23 * HOUR;
  if (!ground.isOn(pc, from - 5 * MINUTE, from + MINUTE) || !free(ground, pc, null, from, until)) return;
  const cause = ground.add({
    ...{ kind: atWork ? 'stopped-by-hand' : 'stopped-at-lunch', expects: atWork ? 'ticket' : 'nothing' },
    ...{ scope: 'pc', family: 'presence', from, until, center: ground.centerOf(pc), pcs: [pc] },
  });
  const note = atWork ? { cause: cause.id, since: from, wait: 0 } : undefined;
  ground.onTimes[pc] = cutOut(ground.onTimes[pc]!, from, until, 'stopped_by_hand', note);
}

/** Switched off as every evening, and then for many working days not on again: policy wants somebody to look. */
function leaveOff(ground: Ground): void {
  const { chance, size, waits } = ground;
  const pc = chance.whole(0, size.devices - 1);
  const first = size.start + chance.whole(1, size.days - 12) * DAY;
  const until = first + 10 * DAY;
  if (ground.onAt(pc, first) || !free(ground, pc, null, first, until)) return;
  ground.add({
    ...{
      kind: 'off-for-days',
      expects: waits.offDays > 0 ? 'ticket' : 'nothing',
      scope: 'pc',
      family: 'presence',
    },
    ...{ from: first, until, center: ground.centerOf(pc), pcs: [pc] },
  });
  ground.onTimes[pc] = ground.onTimes[pc]!.filter((time) => time.off <= first || time.on >= until);
}

/** Short troubles while PCs are on, those that deserve a ticket and those that do not. */
export function troublePcs(ground: Ground): void {
  for (const kind of SHORT_KINDS) {
    for (let n = ground.times(kind.rate, ground.size.devices); n > 0; n--) trouble(ground, kind);
  }
}

function trouble(ground: Ground, kind: ShortKind): void {
  const { chance, waits } = ground;
  const lasts = Math.round(chance.between(...kind.lasts(waits)) / SECOND) * SECOND;
  const noticed = Math.round(chance.between(...kind.noticedAfter) / SECOND) * SECOND;
  const pc = chance.whole(0, ground.size.devices - 1);
  const thing = kind.thing && chance.of(kind.thing);
  const from = ground.moment(5 * MINUTE, 5 * MINUTE);
  if (from === null) return;
  const until = from + Math.max(lasts, noticed + SECOND);
  if (!ground.isOn(pc, from - 5 * MINUTE, until + 3 * MINUTE)) return;
  if (!sessionHolding(ground.size.start, from, Math.min(until, from + 10 * MINUTE))) return;
  if (!free(ground, pc, kind.family === 'web' ? thing : null, from, until)) return;
  const cause = ground.add({
    ...{ kind: kind.kind, expects: kind.expects, scope: 'pc', family: kind.family, thing, from, until },
    ...{ center: ground.centerOf(pc), pcs: [pc] },
  });
  const note =
    kind.expects === 'ticket' ? { cause: cause.id, since: from, wait: kind.wait(waits) } : undefined;
  ground.steps.push({ at: from + noticed, pc, deed: kind.begins(thing ?? '', from), note });
  ground.steps.push({ at: until, pc, deed: kind.ends(thing ?? '', until) });
}

/**
 * Nothing else about this PC at that time, nor about its center, the system in question or the server while it begins? Then
 * the PC is taken.
 */
function free(ground: Ground, pc: number, thing: string | null, from: number, until: number): boolean {
  const soon = Math.min(until, from + 4 * HOUR);
  return ground.clearAround(pc, thing, from, soon) && ground.take([`pc:${pc}`], from, until);
}

/** Agents that update themselves and PCs that are restarted: gone for a moment, with a word. */
export function restartPcs(ground: Ground): void {
  const { chance, size } = ground;
  for (let n = ground.times(1, size.devices); n > 0; n--) {
    const from = ground.moment(10 * MINUTE, 15 * MINUTE);
    const pc = chance.whole(0, size.devices - 1);
    const update = chance.share(0.5);
    if (from === null || !ground.isOn(pc, from - 5 * MINUTE, from + 10 * MINUTE)) continue;
    const until = chance.second(from + 20 * SECOND, from + (update ? 60 * SECOND : 4 * MINUTE));
    if (!free(ground, pc, null, from, until)) continue;
    ground.add({
      ...{
        kind: update ? 'agent-updated' : 'pc-restarted',
        expects: 'nothing',
        scope: 'pc',
        family: 'presence',
      },
      ...{ from, until, center: ground.centerOf(pc), pcs: [pc] },
    });
    ground.steps.push({ at: from, pc, deed: { kind: 'off', bye: update ? 'update' : 'shutdown' } });
    ground.steps.push({ at: until, pc, deed: { kind: 'on' } });
  }
}
