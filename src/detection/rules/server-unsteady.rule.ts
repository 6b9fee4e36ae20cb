import { sees, type ServerRule } from '../domain/finding.js';

const UNSTEADY_WINDOW_MS = 3_600_000;

/** It stops, stalls or has its clock set again and again: somebody should look at it before it stays away. */
export const serverUnsteady: ServerRule = {
  id: 'server-unsteady',
  judge: ({ blindness }, policy, now) => {
    const lately = blindness.filter(({ until }) => until > now - UNSTEADY_WINDOW_MS);
    const times = policy['server.unsteadyTimes'];
    if (lately.length < times) return sees([]);
    const evidence = { count: lately.length, reason: lately.at(-1)!.reason };
    const since = lately[0]!.from;
    // The oldest that is still needed for the count leaves the window then.
    const lookAgainAt = lately.at(-times)!.until + UNSTEADY_WINDOW_MS;
    return sees([{ thing: 'hearing', since, opensAt: now, severity: 'high', evidence }], lookAgainAt);
  },
};
