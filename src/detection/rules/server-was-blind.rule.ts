import { sees, type ServerRule } from '../domain/finding.js';

/** Afterwards it stays in sight for a moment, so that whoever looks sees why nothing was judged. */
const SHOWN_MS = 300_000;

/** The server heard nobody for a while and hears again: worth knowing, and nothing to do. */
export const serverWasBlind: ServerRule = {
  id: 'server-was-blind',
  judge: ({ blindness }, policy, now) => {
    const last = blindness.findLast(
      ({ from, until }) => until - from >= policy['server.blindSeconds'] * 1000 && now < until + SHOWN_MS,
    );
    if (!last) return sees([]);
    const { from, until, reason } = last;
    const evidence = { reason, seconds: Math.round((until - from) / 1000) };
    const candidate = { thing: 'hearing', since: from, opensAt: now, severity: 'low' as const, evidence };
    return sees([candidate], until + SHOWN_MS);
  },
};
