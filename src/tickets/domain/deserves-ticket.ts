import type { RuleId } from '../../incidents/index.js';

/** Worth knowing, and nothing for a person to do: these wait for the daily digest. */
const NO_TICKET: ReadonlySet<RuleId> = new Set<RuleId>(['server-was-blind']);

/** Does an incident that is worded by a finding of this rule need a person? */
export function deservesTicket(rule: RuleId): boolean {
  return !NO_TICKET.has(rule);
}
