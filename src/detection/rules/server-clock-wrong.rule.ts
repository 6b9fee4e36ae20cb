import { sees, type ServerRule } from '../domain/finding.js';

/** A clock that is being set may move for a moment. */
const LASTS_MS = 60_000;

/** Most PCs disagree with the server's clock in the same way: it is the one that is wrong, and every deadline with it. */
export const serverClockWrong: ServerRule = {
  id: 'server-clock-wrong',
  judge: ({ faults: { clock } }) => {
    if (!clock) return sees([]);
    const { since, skewMs, pcs, of } = clock;
    const evidence = { skewMinutes: Math.round(skewMs / 60_000), count: pcs, of };
    return sees([{ thing: 'clock', since, opensAt: since + LASTS_MS, severity: 'high', evidence }]);
  },
};
