import type { World } from '../play/world.js';
import type { Verb } from './verb.js';

/** A token is plugged in, or a certificate comes into the store: the PC lists it from now on. */
export const plug = changing((world, pc, certificates) => world.pc(pc).plug(certificates));

/** A token is pulled: the certificate is not in the PC's list any more. */
export const unplug = changing((world, pc, certificates) => world.pc(pc).unplug(certificates));

function changing(act: (world: World, pc: string, certificates: string[]) => Promise<void>): Verb {
  return {
    read: (part, { cast }) => {
      const fields = part.fields(['pc', 'certificates']);
      const [pc, certificates] = [fields.get('pc'), fields.get('certificates')];
      if (!pc || !certificates) throw part.fail('write {pc: NAME, certificates: [NAME, …]}');
      const name = cast.pc(pc);
      const names = certificates.oneOrMore().map((one) => cast.certificate(one));
      return (world) => act(world, name, names);
    },
  };
}
