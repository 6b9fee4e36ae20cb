/**
 * The month and its labels, from a seed. Knows of the product what agents know (src/contracts) and the policy's numbers;
 * imports nothing that judges.
 */
import { at, dayOfWeek, isHoliday } from './calendar.js';
import { Chance } from './chance.js';
import { Ground } from './ground.js';
import { ordinaryOnTimes } from './on-times.js';
import { restartPcs, takePcsAway, troublePcs } from './pc-causes.js';
import { failAgainAndAgain } from './recurring-causes.js';
import { fillDisks, issueCertificates } from './slow-causes.js';
import { deafenServer, restartServer } from './server-causes.js';
import { darkenCenters, failSystems, failSystemsOfCenters } from './wide-causes.js';
import { DAY, SECOND, type Script, type Size, type Step, type Waits } from './world.js';

/** Deeds of the same second: a PC is on before it says anything, and the server is up before anybody speaks. */
const ORDER = [
  'server-up',
  'line-back',
  'on',
  'unmute',
  'disk',
  'clock',
  'certificates',
  'say',
  'mute',
  'off',
  'line-lost',
  'server-down',
];

export function generate(size: Size, waits: Waits): Script {
  const chance = new Chance(size.seed);
  const ground = new Ground(chance, size, waits, ordinaryOnTimes(chance, size));
  // From the widest to the narrowest: the narrow ones find a place between the wide ones.
  restartServer(ground);
  deafenServer(ground);
  darkenCenters(ground);
  takePcsAway(ground);
  failSystems(ground);
  failSystemsOfCenters(ground);
  failAgainAndAgain(ground);
  restartPcs(ground);
  troublePcs(ground);
  fillDisks(ground);
  issueCertificates(ground);
  visitOnHolidays(ground);
  const steps = [...switching(ground), ...ground.steps].filter((step) => step.at < ground.end).sort(byTime);
  return { causes: ground.causes, steps, clockOff: ordinaryOffsets(chance, size.devices) };
}

/** Days on which nothing goes wrong: PCs are switched on and off, most with a word, and those that are on beat. */
export function generateQuiet(size: Size): Script {
  const chance = new Chance(size.seed);
  const end = size.start + size.days * DAY;
  const steps = switching({ onTimes: ordinaryOnTimes(chance, size), end });
  return { causes: [], steps: steps.sort(byTime), clockOff: ordinaryOffsets(chance, size.devices) };
}

function switching({ onTimes, end }: Pick<Ground, 'onTimes' | 'end'>): Step[] {
  return onTimes.flatMap((times, pc) =>
    times.flatMap(({ on, off, bye, note }): Step[] => [
      { at: on, pc, deed: { kind: 'on' } },
      ...(off < end ? [{ at: off, pc, deed: { kind: 'off', bye } as const, note }] : []),
    ]),
  );
}

/** Somebody comes in on a holiday and pulls the strip: nobody is at work then. */
function visitOnHolidays(ground: Ground): void {
  ground.onTimes.forEach((times, pc) => {
    for (const time of times) {
      const midnight = ground.size.start + Math.floor((time.on - ground.size.start) / DAY) * DAY;
      if (!isHoliday(midnight) || dayOfWeek(midnight) === 0 || time.bye !== null) continue;
      ground.add({
        ...{ kind: 'off-on-a-holiday', expects: 'nothing', scope: 'pc', family: 'presence', pcs: [pc] },
        ...{ from: time.off, until: at(midnight, 24 * 60), center: ground.centerOf(pc) },
      });
    }
  });
}

/** Most clocks are a second off, some some minutes: within what policy tolerates. */
function ordinaryOffsets(chance: Chance, devices: number): number[] {
  return Array.from({ length: devices }, () =>
    chance.share(0.03)
      ? chance.second(-250 * SECOND, 250 * SECOND)
      : Math.round(chance.between(-1_500, 1_500)),
  );
}

function byTime(a: Step, b: Step): number {
  return a.at - b.at || ORDER.indexOf(a.deed.kind) - ORDER.indexOf(b.deed.kind) || a.pc - b.pc;
}
