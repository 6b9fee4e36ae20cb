import type { Finding, RuleId } from '../../detection/index.js';

/** On one PC, faults `hides` are explained by a fault `from`: they hang on its incident. */
export interface Dependency {
  from: { thing: string; rules: readonly RuleId[] };
  hides: { things: readonly string[]; rules: readonly RuleId[] };
}

/**
 * Which watched programs need which. A page that signs waits for the signing helper on its own PC and stops answering
 * without it; that the system cannot be reached is another matter and is not hidden.
 */
export const DEPENDENCIES: readonly Dependency[] = [
  {
    from: {
      thing: 'vgca-sign',
      rules: ['program-missing', 'program-hung', 'program-not-listening'],
    },
    hides: {
      things: ['motcua', 'motcua-tuphap', 'motcua-datdai', 'motcua-noivu', 'hotich', 'lienthong', 'qlvb'],
      rules: ['program-hung'],
    },
  },
];

type Fault = Pick<Finding, 'rule' | 'thing'>;

export function dependenciesOf({ rule, thing }: Fault): readonly Dependency[] {
  return DEPENDENCIES.filter(({ hides }) => hides.rules.includes(rule) && hides.things.includes(thing));
}

/** Programs whose faults the fault may explain. */
export function explainedBy({ rule, thing }: Fault): readonly string[] {
  return DEPENDENCIES.filter(({ from }) => from.rules.includes(rule) && from.thing === thing).flatMap(
    ({ hides }) => hides.things,
  );
}

/** The open fault on the same PC that explains this one, or null. */
export function explanationOf<F extends Fault & Pick<Finding, 'deviceId'>>(
  fault: F,
  open: readonly F[],
): F | null {
  const dependencies = dependenciesOf(fault);
  return (
    open.find(
      ({ deviceId, thing, rule }) =>
        deviceId === fault.deviceId &&
        dependencies.some(({ from }) => from.thing === thing && from.rules.includes(rule)),
    ) ?? null
  );
}
