import { Goodbye } from '../../contracts/agent/index.js';
import type { SimulatedPc } from '../play/simulated-pc.js';
import type { World } from '../play/world.js';
import { signedDuration } from '../format/times.js';
import { onPcs, type Verb } from './verb.js';

/** Several PCs act side by side, as they do. */
async function each(
  world: World,
  names: readonly string[],
  act: (pc: SimulatedPc) => unknown,
): Promise<void> {
  await Promise.all(names.map((name) => act(world.pc(name))));
}

/** The PC starts and its agent begins to beat; the first time it enrols. */
export const on = onPcs(async (world, names) => {
  // One by one: the first time a PC enrols, and the numbers of devices then follow the file.
  for (const name of names) await world.pc(name).turnOn();
});

/** No power any more: nothing is said. */
export const cut = onPcs((world, names) => each(world, names, (pc) => pc.cut()));

/** The line is gone and the agent goes on: it tells what happened meanwhile when it can speak again. */
export const loseNetwork = onPcs((world, names) => each(world, names, (pc) => pc.loseNetwork()));

export const networkBack = onPcs((world, names) => each(world, names, (pc) => pc.networkBack()));

/** A new process of the agent on the same boot, such as after an update. */
export const restartAgent = onPcs((world, names) => each(world, names, (pc) => pc.restartAgent()));

/** A new boot: cut and on again. */
export const reboot = onPcs((world, names) => each(world, names, (pc) => pc.reboot()));

export const goodbye: Verb = {
  read: (part, { cast }) => {
    const fields = part.fields(['pc', 'reason']);
    const pc = fields.get('pc');
    const reason = fields.get('reason')?.oneOf(Goodbye.options);
    if (!pc || !reason)
      throw part.fail(`write {pc: NAME, reason: …} with one of ${Goodbye.options.join(', ')}`);
    const names = cast.pcList(pc);
    return (world) => each(world, names, (one) => one.goodbye(reason));
  },
};

export const disk: Verb = {
  read: (part, { cast }) => {
    const fields = part.fields(['pc', 'free_percent', 'mount']);
    const pc = fields.get('pc');
    const free = fields.get('free_percent')?.number(0, 100);
    if (!pc || free === undefined) throw part.fail('write {pc: NAME, free_percent: 3}');
    const names = cast.pcList(pc);
    const mount = fields.get('mount')?.text() ?? 'C:';
    return (world) => each(world, names, (one) => one.fillDisk(mount, free));
  },
};

/** The clock of a PC, set wrong by so much or right by 0. */
export const pcClock: Verb = {
  read: (part, { cast }) => {
    const fields = part.fields(['pc', 'off']);
    const pc = fields.get('pc');
    const text = fields.get('off')?.text();
    const off = text === undefined ? null : text === '0' ? 0 : signedDuration(text);
    if (!pc || off === null) throw part.fail('write {pc: NAME, off: -2h}, with 0 for right again');
    const names = cast.pcList(pc);
    return (world) => each(world, names, (one) => one.setClock(off));
  },
};

/** The PC is carried to another center and enrols there with a code of it; its history goes with it. */
export const move: Verb = {
  read: (part, { cast }) => {
    const fields = part.fields(['pc', 'to']);
    const [pc, to] = [fields.get('pc'), fields.get('to')];
    if (!pc || !to) throw part.fail('write {pc: NAME, to: CENTER}');
    const [name, center] = [cast.pc(pc), cast.center(to)];
    return (world) => world.pc(name).moveTo(center);
  },
};

/** The disk of a PC is copied into another one, which then speaks with the same token. */
export const clone: Verb = {
  read: (part, { cast }) => {
    const fields = part.fields(['pc', 'as']);
    const [pc, as] = [fields.get('pc'), fields.get('as')];
    if (!pc || !as) throw part.fail('write {pc: NAME, as: OTHER}; both are under `pcs`');
    const [original, copy] = [cast.pc(pc), cast.pc(as)];
    return (world) => world.pc(copy).startAsCopyOf(world.pc(original));
  },
};
